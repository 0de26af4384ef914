import { mkdirSync } from "node:fs";
import { findProgram } from "./find-program.ts";
import { signalGroup } from "./groups.ts";
import type { Step } from "./step.ts";
import { StepWorker } from "./step-worker.ts";
import type { VerdictLine } from "./verdict.ts";

export interface StepRunnerOptions {
  /** At most this many steps at once. */
  readonly width: number;
  /** Absolute; what relative directories of steps start from. */
  readonly base: string;
  /** Absolute; made when the first step starts. */
  readonly logDirectory: string;
}

/**
 * How often a task is looked for whose shell was killed. There is no event for the end of a process
 * that is not a child.
 */
const ORPHAN_INTERVAL_MS = 250;

/**
 * Runs steps on this machine, in order, at most `width` at once, each slot being one long-lived
 * shell. A shell is started when it is needed and ended when there is nothing left to start.
 */
export class StepRunner {
  #options: StepRunnerOptions;
  #queue: Step[] = [];
  #head = 0;
  #waiting: Map<number, Step> = new Map();
  #pids: Map<number, number> = new Map();
  #idle: StepWorker[] = [];
  #workers: Set<StepWorker> = new Set();
  #started = 0;
  #width: number;
  #orphans: Set<StepWorker> = new Set();

  constructor(options: StepRunnerOptions) {
    this.#options = options;
    this.#width = options.width;
  }

  add(steps: readonly Step[]): void {
    for (const step of steps) {
      this.#queue.push(step);
      this.#waiting.set(step.id, step);
    }
    this.#fill();
  }

  /** Takes a step out that has not been started. False: it has been. */
  remove(id: number): boolean {
    const removed = this.#waiting.delete(id);
    if (removed && this.#waiting.size === 0) this.#fill();
    return removed;
  }

  /**
   * Signals a started step's whole process group. False: it has no process, not yet or not any
   * more.
   */
  signal(id: number, signal: NodeJS.Signals): boolean {
    const pid = this.#pids.get(id);
    return pid !== undefined && signalGroup(pid, signal);
  }

  #fill(): void {
    while (this.#waiting.size > 0) {
      let worker: StepWorker | undefined;
      try {
        worker = this.#idle.pop() ?? this.#newWorker();
      } catch (error) {
        this.#failNext(error as Error);
        continue;
      }
      if (!worker) return;
      this.#give(worker);
    }
    // Nothing left to start: shells that wait would only keep the driver alive.
    this.#queue = [];
    this.#head = 0;
    for (const worker of this.#idle.splice(0)) this.#close(worker);
  }

  #give(worker: StepWorker): void {
    const step = this.#next();
    if (step) worker.start(step);
    else this.#idle.push(worker);
  }

  #next(): Step | undefined {
    while (this.#head < this.#queue.length) {
      const step = this.#queue[this.#head++] as Step;
      if (this.#waiting.delete(step.id)) return step;
    }
    return undefined;
  }

  #newWorker(): StepWorker | undefined {
    if (this.#workers.size + this.#orphans.size >= this.#width) return undefined;
    mkdirSync(this.#options.logDirectory, { recursive: true });
    const worker = new StepWorker({
      index: this.#started++,
      base: this.#options.base,
      logDirectory: this.#options.logDirectory,
      shell: findShell(),
      onVerdict: (from, line) => this.#onVerdict(from, line),
      onLost: (from) => this.#onLost(from),
      onRefused: (from, error) => this.#onRefused(from, error),
    });
    this.#workers.add(worker);
    return worker;
  }

  #close(worker: StepWorker): void {
    this.#workers.delete(worker);
    worker.close();
  }

  #onVerdict(worker: StepWorker, line: VerdictLine): void {
    const step = worker.step;
    if (step?.id !== line.id) return;
    if (line.kind === "started") {
      this.#pids.set(line.id, line.pid);
      step.onStarted(line.pid, line.atMs);
      return;
    }
    worker.step = undefined;
    this.#pids.delete(line.id);
    // The next step first, so that the slot is not empty while the ended one is told about.
    this.#give(worker);
    step.onEnded(line.ending, line.atMs);
    if (this.#waiting.size === 0) this.#fill();
  }

  /**
   * A shell that could not be started at all has not started its task either: the task waits for
   * another one, and no more shells are tried. Only when there is none has it failed.
   */
  #onRefused(worker: StepWorker, error: Error): void {
    this.#workers.delete(worker);
    this.#width = Math.max(this.#workers.size, 1);
    const step = worker.step;
    if (!step) return;
    if (this.#workers.size > 0) {
      this.#queue.splice(this.#head, 0, step);
      this.#waiting.set(step.id, step);
      return;
    }
    refuse(step, error);
    this.#fill();
  }

  /** Not even the log of a shell could be opened: the next task has nobody to run it. */
  #failNext(error: Error): void {
    const step = this.#next();
    if (step) refuse(step, error);
  }

  /**
   * Somebody killed the shell. Its task may have ended before, or still run: then its end is
   * awaited, but its exit code is lost.
   */
  #onLost(worker: StepWorker): void {
    this.#workers.delete(worker);
    const step = worker.step;
    if (step) {
      this.#orphans.add(worker);
      this.#settleOrphan(worker, step);
    } else this.#fill();
  }

  #settleOrphan(worker: StepWorker, step: Step): void {
    const verdict = worker.verdictOnDisk(step.id);
    const pid = this.#pids.get(step.id);
    if (!verdict && pid !== undefined && signalGroup(pid, 0)) {
      setTimeout(() => this.#settleOrphan(worker, step), ORPHAN_INTERVAL_MS);
      return;
    }
    this.#orphans.delete(worker);
    this.#pids.delete(step.id);
    if (verdict) step.onEnded(verdict.ending, verdict.atMs);
    else step.onEnded({ state: "lost", words: worker.lastWords() }, Date.now());
    this.#fill();
  }
}

function refuse(step: Step, error: Error): void {
  const words = `no shell could be started to run it: ${error.message}`;
  step.onEnded({ state: "failed", reason: "submit", words }, Date.now());
}

/**
 * Bash, because only a shell with job control gives each task its own process group at no cost;
 * else any POSIX sh.
 */
function findShell(): string {
  const search = { path: `${process.env.PATH ?? ""}:/bin:/usr/bin:/usr/local/bin`, directory: "/" };
  return findProgram("bash", search) ?? findProgram("sh", search) ?? "/bin/sh";
}
