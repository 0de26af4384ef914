import { setTimeout as delay } from "node:timers/promises";
import { SsxError } from "../errors.ts";
import { type Guard, guardAgainstInterrupt } from "../run/interrupts.ts";
import type { RunControl } from "../run/run-control.ts";
import type { TaskRecord } from "../run/task-record.ts";
import { countOf, formatCount, printable } from "./format.ts";
import { Progress } from "./progress.ts";
import type { Report } from "./report.ts";
import { beginReport, type ReportMode } from "./reporter.ts";

/** Stops at a Ctrl-C with this much time between TERM and KILL. */
const INTERRUPT_GRACE_MS = 5_000;

/**
 * Everything between an experiment and the person who looks at it: progress while waiting, and what
 * a Ctrl-C does.
 */
export class Watcher {
  #mode: ReportMode;
  #control: RunControl;
  #reports: Set<Report> = new Set();
  #interrupted: NodeJS.Signals | undefined;
  #stopping: Promise<void> = Promise.resolve();
  #unguard: Map<boolean, () => void> = new Map();

  constructor(mode: ReportMode, control: RunControl) {
    this.#mode = mode;
    this.#control = control;
  }

  /** Shows the tasks until all have ended or the signal gives up. */
  async watch(records: readonly TaskRecord[], label: string, signal?: AbortSignal): Promise<void> {
    // Two live lines would be drawn over each other.
    const mode = this.#reports.size > 0 && this.#mode !== "silent" ? "plain" : this.#mode;
    const report = beginReport(mode, label, new Progress(records), process.stderr);
    this.#reports.add(report);
    const unlisten = this.#control.store.listen((record, from) => report.change(record, from));
    try {
      await this.#control.store.settled(records, signal);
      await this.#leaveToInterrupt();
    } finally {
      unlisten();
      this.#reports.delete(report);
      report.end();
    }
  }

  /** After a Ctrl-C nothing new is started, and nobody goes on as if all had ended by itself. */
  refuseInterrupted(): void {
    if (this.#interrupted !== undefined) throw interruptedBy(this.#interrupted);
  }

  /** The signal ends the driver first, unless the driver has a handler of its own. */
  async #leaveToInterrupt(): Promise<void> {
    const signal = this.#interrupted;
    if (signal === undefined) return;
    await this.#stopping;
    await delay(0);
    throw interruptedBy(signal);
  }

  /** From now until they have ended, a signal for the driver is answered. */
  guard(records: readonly TaskRecord[]): void {
    swallowStreamErrors();
    for (const kills of new Set(records.map((record) => record.killOnInterrupt))) {
      if (this.#unguard.has(kills)) continue;
      const unguard = guardAgainstInterrupt(this.#newGuard(kills));
      this.#unguard.set(kills, unguard);
      void this.#control.store.settled(records).then(() => this.#guardOn(kills));
    }
  }

  say(line: string): void {
    if (this.#mode === "silent") return;
    const [report] = this.#reports;
    if (report) report.say(line);
    else process.stderr.write(`ssx: ${printable(line)}\n`);
  }

  /** For what was asked for by name: on standard output, whatever the report's mode. */
  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  /** Tasks that were started since are guarded too, until none is left. */
  #guardOn(kills: boolean): void {
    this.#unguard.get(kills)?.();
    this.#unguard.delete(kills);
    const live = this.#live(kills);
    if (live.length > 0) this.guard(live);
  }

  #live(kills: boolean): TaskRecord[] {
    return [...this.#control.store.live].filter((record) => record.killOnInterrupt === kills);
  }

  async #stopAll(signal: NodeJS.Signals): Promise<void> {
    const live = this.#live(true);
    const running = live.filter((record) => record.state === "running").length;
    this.say(
      `${signal}: stopping ${formatCount(running)} running and ${formatCount(live.length - running)} waiting tasks; once more leaves at once`,
    );
    try {
      await this.#control.stop(live, INTERRUPT_GRACE_MS);
      const stopped = live.filter((record) => record.state === "cancelled").length;
      this.say(
        `stopped ${formatCount(stopped)} tasks, ${formatCount(live.length - stopped)} had ended`,
      );
    } catch (error) {
      this.say(`not everything could be stopped: ${(error as Error).message}`);
    }
    // Those who waited have been told by then.
    setImmediate(() => {
      this.#interrupted = undefined;
    });
  }

  #newGuard(kills: boolean): Guard {
    return {
      kills,
      stop: (signal) => {
        this.#interrupted = signal;
        this.#stopping = this.#stopAll(signal);
        return this.#stopping;
      },
      killNow: () => this.#control.killNow(this.#live(true)),
      leave: (signal) => {
        const live = this.#live(false);
        // A job that was handed over is its launcher's, whether or not its tasks have begun.
        const goOn = live.filter((record) => record.state === "running" || record.jobId).length;
        this.say(
          `${signal}: ${formatCount(goOn)} of ${countOf(live.length, "task")} go on without this program; the others were not started`,
        );
      },
    };
  }
}

function interruptedBy(signal: NodeJS.Signals): SsxError {
  return new SsxError(
    "SSX_INTERRUPTED",
    `${signal} came, and what was started is being stopped: start again what is to run`,
  );
}

let swallowing = false;

/** A terminal that was closed, or a reader that has gone, must not take the driver with it. */
function swallowStreamErrors(): void {
  if (swallowing) return;
  swallowing = true;
  process.stderr.on("error", () => {});
}
