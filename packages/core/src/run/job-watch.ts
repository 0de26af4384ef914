import { type FSWatcher, watch } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { JobReport, Launcher } from "../launcher.ts";
import { signalGroup } from "../process/groups.ts";
import type { VerdictLine } from "../process/verdict.ts";
import { type Ending, isFinal } from "../task-state.ts";
import { readNewVerdicts } from "./job-log.ts";
import type { JobRecord } from "./job-record.ts";
import type { TaskRecord } from "./task-record.ts";
import type { TaskStore } from "./task-store.ts";

/** Fast at first and after news, slower when quiet. */
const SHORTEST_INTERVAL_MS = 100;
const LONGEST_INTERVAL_MS = 5_000;
const SLOWDOWN = 1.5;
const GATHER_MS = 20;

/**
 * Not known twice, this long apart, is gone: a job that has just been handed over, or has just
 * ended, may be missing once.
 */
const ABSENCE_GRACE_MS = 1_000;

/** How long after a job's end its tasks' verdicts are still waited for. */
const VERDICT_GRACE_MS = 500;

/** A scheduler that has not answered for this long is worth a word. */
const SILENCE_MS = 60_000;

/**
 * One loop for all jobs of an experiment: one question to the scheduler in each round, however many
 * jobs there are.
 */
export class JobWatch {
  #launcher: Launcher;
  #store: TaskStore;
  #warn: (message: string) => void;
  #jobs: Set<JobRecord> = new Set();
  #byRecord: Map<TaskRecord, JobRecord> = new Map();
  #intervalMs = SHORTEST_INTERVAL_MS;
  #wake: (() => void) | undefined;
  #poked = false;
  #running = false;
  #answeredAtMs = 0;
  #watchers: Map<string, FSWatcher | undefined> = new Map();

  constructor(launcher: Launcher, store: TaskStore, warn: (message: string) => void) {
    this.#launcher = launcher;
    this.#store = store;
    this.#warn = warn;
  }

  add(job: JobRecord): void {
    this.#jobs.add(job);
    for (const record of job.records) this.#byRecord.set(record, job);
    this.#intervalMs = SHORTEST_INTERVAL_MS;
    this.#watchLogs(job);
    this.poke();
    if (!this.#running) void this.#loop();
  }

  jobOf(record: TaskRecord): JobRecord | undefined {
    return this.#byRecord.get(record);
  }

  /** There may be news: look now. */
  poke(): void {
    this.#poked = true;
    this.#wake?.();
  }

  async #loop(): Promise<void> {
    this.#running = true;
    this.#answeredAtMs = Date.now();
    const unsubscribe = this.#launcher.onChange?.(() => this.poke());
    try {
      while (this.#jobs.size > 0) {
        this.#poked = false;
        const news = await this.#round();
        this.#intervalMs = news
          ? SHORTEST_INTERVAL_MS
          : Math.min(this.#intervalMs * SLOWDOWN, LONGEST_INTERVAL_MS);
        if (this.#jobs.size > 0) await this.#pause();
      }
    } finally {
      unsubscribe?.();
      for (const watcher of this.#watchers.values()) watcher?.close();
      this.#watchers.clear();
      this.#running = false;
    }
  }

  async #pause(): Promise<void> {
    // News that comes thick and fast is taken together.
    await delay(GATHER_MS);
    if (this.#poked) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#intervalMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  /** Whether anything changed. A round that fails changes nothing. */
  async #round(): Promise<boolean> {
    const jobs = [...this.#jobs];
    try {
      // The question first and the logs after it: what a job said before it was gone is then in its
      // log.
      const reports = await this.#launcher.poll(jobs.map((job) => job.id));
      this.#answeredAtMs = Date.now();
      let news = false;
      for (const job of jobs) {
        if (await this.#readLog(job)) news = true;
        if (this.#judge(job, reports.get(job.id))) news = true;
      }
      return news;
    } catch (error) {
      const silentMs = Date.now() - this.#answeredAtMs;
      if (silentMs >= SILENCE_MS) {
        this.#answeredAtMs = Date.now();
        this.#warn(
          `no good answer from ${this.#launcher.name} for ${Math.round(silentMs / 1000)} s (${(error as Error).message}); your jobs are probably fine, and the watch goes on`,
        );
      }
      return false;
    }
  }

  async #readLog(job: JobRecord): Promise<boolean> {
    const first = job.records[0]?.id ?? 0;
    let lines: VerdictLine[];
    try {
      lines = await readNewVerdicts(job);
      job.unreadable = false;
    } catch (error) {
      if (!job.unreadable) {
        this.#warn(
          `the log of job ${job.id} cannot be read now (${(error as Error).message}); it is tried again`,
        );
      }
      job.unreadable = true;
      return false;
    }
    for (const line of lines) {
      const record = job.records[line.id - first];
      if (!record) continue;
      if (line.kind === "started") this.#started(record, line.pid, line.atMs);
      else this.#store.ended(record, line.ending, line.atMs);
    }
    return lines.length > 0;
  }

  #started(record: TaskRecord, pid: number, atMs: number): void {
    const here = this.#launcher.supports.tasksOnThisMachine;
    this.#store.started(record, here ? pid : undefined, atMs);
    if (here && record.stopRequestedAtMs !== undefined) signalGroup(pid, "SIGTERM");
  }

  /** Takes the scheduler's word on a job. */
  #judge(job: JobRecord, report: JobReport | undefined): boolean {
    if (report) {
      job.absences = 0;
      if (!isFinal(report.state)) return this.#waiting(job, report);
      // Over a network's file system the last verdicts may be seen later than the job's end.
      job.endedSinceMs ||= Date.now();
      const open = job.unreadable || job.records.some((record) => !isFinal(record.state));
      if (open && Date.now() - job.endedSinceMs < VERDICT_GRACE_MS) return false;
      return this.#end(job, (record) => endingFromJob(record, report));
    }
    if (job.absences++ === 0) job.absentSinceMs = Date.now();
    if (job.absences < 2 || Date.now() - job.absentSinceMs < ABSENCE_GRACE_MS) return false;
    return this.#end(job, () => ({
      state: "lost",
      words: `${this.#launcher.name} does not know the job any more, and the task left no verdict`,
    }));
  }

  #waiting(job: JobRecord, report: JobReport): boolean {
    if (report.state !== "queued" && report.state !== "held" && report.state !== "starting")
      return false;
    let news = false;
    for (const record of job.records) {
      if (record.startedAtMs !== undefined || record.state === report.state) continue;
      record.words = report.words;
      this.#store.move(record, report.state, Date.now());
      news = true;
    }
    return news;
  }

  #end(job: JobRecord, endingOf: (record: TaskRecord) => Ending): boolean {
    for (const record of job.records) {
      if (!isFinal(record.state)) this.#store.ended(record, endingOf(record), Date.now());
    }
    this.#jobs.delete(job);
    for (const record of job.records) this.#byRecord.delete(record);
    return true;
  }

  /**
   * Where the file system tells of changes, a member's end is noticed at once; elsewhere the next
   * round finds it.
   */
  #watchLogs(job: JobRecord): void {
    const directory = dirname(job.logPath);
    if (!this.#launcher.supports.tasksOnThisMachine || this.#watchers.has(directory)) return;
    try {
      const watcher = watch(directory, { persistent: false }, () => this.poke());
      watcher.on("error", () => watcher.close());
      this.#watchers.set(directory, watcher);
    } catch {
      this.#watchers.set(directory, undefined);
    }
  }
}

/** How a task ended that left no verdict of its own, by how its job ended. */
function endingFromJob(record: TaskRecord, report: JobReport): Ending {
  const words = report.words;
  const said = words === undefined ? {} : { words };
  if (report.state === "cancelled") return { state: "cancelled", ...said };
  if (report.state === "failed" && (record.startedAtMs !== undefined || report.reason !== "exit")) {
    return {
      state: "failed",
      reason: report.reason ?? "exit",
      ...said,
      ...(report.exitCode === undefined ? {} : { exitCode: report.exitCode }),
      ...(report.signal === undefined ? {} : { signal: report.signal }),
    };
  }
  return { state: "lost", words: words ?? "its job ended, and the task left no verdict" };
}
