import type { Params } from "@ssx/generate";
import type { BatchSettings, RunSettings } from "@ssx/settings";
import type { TaskChange } from "./changes.ts";
import type { Launcher } from "./launcher.ts";
import type { ReportMode } from "./report/reporter.ts";
import type { StateCounts } from "./run/task-store.ts";
import type { ParamSpace, Strategy, StrategyName } from "./strategies/index.ts";

export interface ExperimentOptions<
  R extends RunSettings = RunSettings,
  B extends BatchSettings = BatchSettings,
> {
  readonly launcher: Launcher<R, B>;
  /** The experiment's directory. @default `<cwd>/<name>` */
  readonly path?: string;
  /**
   * How waiting is shown on standard error.
   * @default "auto": a live line on a terminal, plain lines elsewhere
   */
  readonly report?: ReportMode;
}

export interface ModelOptions<B extends BatchSettings, P extends Params> {
  /** @default {} */
  readonly params?: P;
  /** Parameters that are also handed over as arguments. @default [] */
  readonly paramsAsArgs?: readonly (keyof P & string)[];
  /** Given: the model is a job of its own. */
  readonly batchSettings?: B;
  /** Its working directory. @default `<experiment>/<name>` */
  readonly path?: string;
}

export interface EnsembleOptions<
  R extends RunSettings,
  B extends BatchSettings,
  P extends ParamSpace,
> {
  /** Values, or lists of values, by name; the strategy makes one set of them for each member. */
  readonly params?: P;
  /** Parameters that are also handed over as arguments. @default [] */
  readonly paramsAsArgs?: readonly (keyof P & string)[];
  /** Every set this many times, or, without params, this many members. */
  readonly replicas?: number;
  /** @default "all_perm" */
  readonly permStrategy?: StrategyName | Strategy<P>;
  /** How many sets `random` draws; handed to a strategy of your own. */
  readonly nModels?: number;
  /** Of `random`: an integer. @default one that is drawn, see {@link Ensemble.seed} */
  readonly seed?: number;
  readonly runSettings?: R;
  /** Given: the whole ensemble is one job. */
  readonly batchSettings?: B;
  /** The directory of its members' directories. @default `<experiment>/<name>` */
  readonly path?: string;
}

export interface StartOptions {
  /** Wait until all have ended. @default true */
  readonly block?: boolean;
  /**
   * Print what is started, and at the end a table of how it ended, on standard output.
   * @default false
   */
  readonly summary?: boolean;
  /** Ctrl-C, TERM and HUP for the driver stop what was started. @default true */
  readonly killOnInterrupt?: boolean;
  /** Gives up waiting; what was started goes on. */
  readonly signal?: AbortSignal;
}

export interface WaitOptions {
  /** Gives up waiting; what was started goes on. */
  readonly signal?: AbortSignal;
  /** In milliseconds. */
  readonly timeout?: number;
}

export interface StopOptions {
  /** From the TERM until the KILL, in milliseconds. @default 5000 */
  readonly graceMs?: number;
}

/** How the tasks that were waited for ended. */
export interface Outcome extends StateCounts {
  /** Whether every one of them completed. */
  readonly ok: boolean;
}

export interface ExperimentEvents {
  change: [change: TaskChange];
  /** Something that a person should know and that stops nothing. */
  warning: [message: string];
}
