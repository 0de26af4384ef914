import { closeSync, openSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { BatchJob, CancelOptions, JobId, JobReport } from "@ssx/core";
import { execa } from "execa";
import { askToEnd, jobProcesses, sessionMembers, signalSession } from "./processes.ts";

const LOOK_AGAIN_MS = 50;

/**
 * Becomes `bash <script> <name>`, with its output in files. It runs in privileged mode, so that a
 * function in the environment is not taken for `exec`, but is still there for the script.
 */
const INTO_FILES = 'exec bash "$0" "$1" >>"$2" 2>>"$3"';

export interface LocalJobsOptions {
  /** Tasks of all jobs together that run at once. */
  readonly maxParallel: number;
  readonly graceMs: number;
}

/**
 * Scripts that run on this machine, each under its bash, as many at once as their tasks have room.
 * A job's id is its name, which is an argument of its bash: so a later driver finds it too. How a
 * job ended is known as long as its driver lives; the rest is what its tasks left on disk.
 */
export class LocalJobs {
  #options: LocalJobsOptions;
  #reports: Map<JobId, JobReport> = new Map();
  #queue: BatchJob[] = [];
  #pids: Map<JobId, number> = new Map();
  #cancelled: Set<JobId> = new Set();
  #atOnce = 0;
  #listeners: Set<() => void> = new Set();

  constructor(options: LocalJobsOptions) {
    this.#options = options;
  }

  submit(job: BatchJob): JobId {
    this.#queue.push(job);
    this.#reports.set(job.name, { state: "queued" });
    this.#startNext();
    return job.name;
  }

  poll(ids: readonly JobId[]): ReadonlyMap<JobId, JobReport> {
    const reports = new Map<JobId, JobReport>();
    const elsewhere = ids.some((id) => !this.#reports.has(id)) ? jobProcesses() : undefined;
    for (const id of ids) {
      const running: JobReport | undefined = elsewhere?.has(id) ? { state: "running" } : undefined;
      const report = this.#reports.get(id) ?? running;
      if (report) reports.set(id, report);
    }
    return reports;
  }

  /** TERM for the job, and KILL for what is left of its session after the grace. */
  async cancel(ids: readonly JobId[], options: CancelOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    const queued = this.#queue.filter((job) => ids.includes(job.name));
    this.#queue = this.#queue.filter((job) => !queued.includes(job));
    for (const job of queued) this.#end(job.name, { state: "cancelled" });

    const processes = jobProcesses();
    const sessions = ids.flatMap((id) => this.#pids.get(id) ?? processes.get(id) ?? []);
    for (const id of ids) this.#cancelled.add(id);
    for (const session of sessions) askToEnd(session);
    const deadlineMs = Date.now() + (options.graceMs ?? this.#options.graceMs);
    const isLeft = (session: number) => sessionMembers(session).length > 0;
    while (Date.now() < deadlineMs && sessions.some(isLeft)) {
      await delay(LOOK_AGAIN_MS, undefined, { signal: options.signal });
    }
    for (const session of sessions) signalSession(session, "SIGKILL");
  }

  find(jobName: string): JobId[] {
    return this.#reports.has(jobName) || jobProcesses().has(jobName) ? [jobName] : [];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** In the order of submission; one that is wider than all the room there is runs alone. */
  #startNext(): void {
    for (let job = this.#queue[0]; job; job = this.#queue[0]) {
      const width = Math.min(job.tasksAtOnce, this.#options.maxParallel);
      if (this.#atOnce + width > this.#options.maxParallel) return;
      this.#queue.shift();
      this.#atOnce += width;
      void this.#run(job).then((report) => {
        this.#atOnce -= width;
        this.#end((job as BatchJob).name, report);
        this.#startNext();
      });
    }
  }

  /** Its output goes to files and not through the driver, which may end before it does. */
  async #run(job: BatchJob): Promise<JobReport> {
    try {
      for (const path of [job.outputPath, job.errorPath]) closeSync(openSync(path, "w"));
      const child = execa(
        "bash",
        ["-p", "-c", INTO_FILES, job.scriptPath, job.name, job.outputPath, job.errorPath],
        {
          cwd: job.directory,
          detached: true,
          cleanup: false,
          reject: false,
          stdio: "ignore",
        },
      );
      if (child.pid !== undefined) {
        this.#pids.set(job.name, child.pid);
        this.#reports.set(job.name, { state: "running" });
      }
      const { exitCode, signal, message } = await child;
      if (this.#cancelled.has(job.name)) return { state: "cancelled" };
      if (exitCode === 0) return { state: "completed", exitCode };
      if (signal !== undefined) return { state: "failed", reason: "signal", signal };
      if (exitCode !== undefined) return { state: "failed", reason: "exit", exitCode };
      return { state: "failed", reason: "submit", words: `bash could not be started: ${message}` };
    } catch (error) {
      return { state: "failed", reason: "submit", words: (error as Error).message };
    }
  }

  #end(id: JobId, report: JobReport): void {
    this.#pids.delete(id);
    this.#reports.set(id, report);
    for (const listener of this.#listeners) listener();
  }
}
