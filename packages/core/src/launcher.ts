import type { BatchOptions, BatchSettings, RunOptions, RunSettings } from "@ssx/settings";
import type { FailureReason, TaskState } from "./task-state.ts";

/** Marks a launcher, whichever copy of this package it was made with. */
export const launcherBrand: unique symbol = Symbol.for("@ssx/launcher") as never;

/**
 * A job's id, verbatim as its scheduler prints it (`4242`, `4242[7].pbs01`). Only its own launcher
 * reads it.
 */
export type JobId = string;

/** Every call that waits can be given up. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface CancelOptions extends CallOptions {
  /** From the TERM until the KILL, in milliseconds, where the launcher decides that itself. */
  readonly graceMs?: number;
}

/**
 * What a launcher can do, as data: SSX and the conformance kit decide by it and not by the
 * launcher's name.
 */
export interface LauncherSupports {
  /** Steps: tasks that are started from this machine, without a job of their own. */
  readonly steps: boolean;
  /** Batch jobs: scripts that are handed to a scheduler. */
  readonly batch: boolean;
  /**
   * Tasks of a batch job are processes of this machine, so that one of them can be signalled alone.
   */
  readonly tasksOnThisMachine: boolean;
}

/**
 * A script that is ready to be handed over. It is already on disk and says by itself where its
 * output goes.
 */
export interface BatchJob {
  /**
   * Unique over all experiments and times, so that a submission without an answer can be looked up.
   */
  readonly name: string;
  /** Absolute. */
  readonly scriptPath: string;
  /** Absolute; where the script starts. */
  readonly directory: string;
  /** Absolute; for what the script itself prints. */
  readonly outputPath: string;
  readonly errorPath: string;
  /** At most this many of its tasks run at once, for a launcher whose jobs share one machine. */
  readonly tasksAtOnce: number;
}

export interface JobReport {
  readonly state: TaskState;
  readonly reason?: FailureReason;
  readonly exitCode?: number;
  /** Such as `SIGKILL`. */
  readonly signal?: string;
  /** The scheduler's own words, for a person. */
  readonly words?: string;
}

/** How steps are run at this moment, in this place. */
export interface StepHost {
  /** At most this many tasks at once. */
  readonly width: number;
  /**
   * Whether executables are looked up on this machine. Then a missing one is refused before
   * anything is started; otherwise it is looked up where it will run.
   */
  readonly executablesAreHere: boolean;
}

/**
 * Everything SSX knows of a place where tasks run. Two rules hold for every method: a question that
 * could not be answered throws (it never answers "nothing there"), and nothing that a scheduler
 * prints makes it do anything else.
 */
export interface Launcher<
  R extends RunSettings = RunSettings,
  B extends BatchSettings = BatchSettings,
> {
  readonly [launcherBrand]: true;
  /** One lower-case word, such as `slurm`. */
  readonly name: string;
  readonly supports: LauncherSupports;
  /**
   * Whether this launcher works on this machine. Asks, changes nothing, and does not throw for
   * "no".
   */
  detect(options?: CallOptions): Promise<boolean>;
  /** Pure. How an executable is started by this launcher. */
  createRunSettings(exe: string, options?: RunOptions): R;
  /** Pure. What this launcher's scheduler is asked for. */
  createBatchSettings(options?: BatchOptions): B;
  /** @throws when no step can be started from here now, saying what to do instead */
  openSteps(options?: CallOptions): Promise<StepHost>;
  /**
   * Hands a job over and resolves with its id. Rejects when it was refused, with the scheduler's
   * words.
   */
  submit(job: BatchJob, options?: CallOptions): Promise<JobId>;
  /**
   * The states of jobs, in one question to the scheduler. An id that it no longer knows is absent
   * from the map.
   * @throws when it could not be asked or understood; then nothing is known of any job
   */
  poll(ids: readonly JobId[], options?: CallOptions): Promise<ReadonlyMap<JobId, JobReport>>;
  /** Ends jobs. A job that has ended already is a success. */
  cancel(ids: readonly JobId[], options?: CancelOptions): Promise<void>;
  /** Ids of the jobs of this name that the scheduler knows. */
  find(jobName: string, options?: CallOptions): Promise<readonly JobId[]>;
  /**
   * Present when the launcher is told of changes by itself: calls back each time that a poll would
   * have news. Returns a function that ends the subscription.
   */
  onChange?(listener: () => void): () => void;
}

export function isLauncher(value: unknown): value is Launcher {
  return typeof value === "object" && value !== null && (value as Launcher)[launcherBrand] === true;
}
