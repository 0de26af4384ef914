import { setTimeout as delay } from "node:timers/promises";
import { type BatchJob, type JobId, type JobReport, SsxError } from "@ssx/core";
import { execa } from "execa";
import { findJobProcesses, isAlive, jobIdOf, pidOf, signalSession } from "./processes.ts";

const CANCEL_POLL_MS = 50;

/**
 * Scripts that run on this machine. How a job ended is known as long as its driver lives; a later
 * driver sees whether it still runs, and reads the rest from what its tasks left on disk.
 */
export class LocalJobs {
  #reports: Map<JobId, JobReport> = new Map();
  #names: Map<string, JobId> = new Map();
  #cancelled: Set<JobId> = new Set();
  #listeners: Set<() => void> = new Set();
  #graceMs: number;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  /** The job's name is an argument of its bash, which is how another driver finds it. */
  async submit(job: BatchJob, signal?: AbortSignal): Promise<JobId> {
    signal?.throwIfAborted();
    const child = execa("bash", [job.scriptPath, job.name], {
      cwd: job.directory,
      detached: true,
      cleanup: false,
      reject: false,
      buffer: false,
      stdin: "ignore",
      stdout: { file: job.outputPath },
      stderr: { file: job.errorPath },
    });
    const { pid } = child;
    if (pid === undefined) {
      const result = await child;
      throw new SsxError(
        "SSX_SUBMIT",
        `bash could not be started for ${job.scriptPath}: ${result.message}`,
        {
          cause: result,
        },
      );
    }
    const id = jobIdOf(pid);
    this.#reports.set(id, { state: "running" });
    this.#names.set(job.name, id);
    void child.then((result) => {
      this.#reports.set(id, this.#toReport(id, result.exitCode, result.signal));
      for (const listener of this.#listeners) listener();
    });
    return id;
  }

  poll(ids: readonly JobId[]): ReadonlyMap<JobId, JobReport> {
    const reports = new Map<JobId, JobReport>();
    for (const id of ids) {
      const report =
        this.#reports.get(id) ?? (isAlive(id) ? { state: "running" as const } : undefined);
      if (report) reports.set(id, report);
    }
    return reports;
  }

  /**
   * TERM for everything in the job's session, and KILL for what is left of it after the grace
   * period.
   */
  async cancel(ids: readonly JobId[], signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const running = ids.filter(isAlive);
    for (const id of running) {
      this.#cancelled.add(id);
      signalSession(pidOf(id), "SIGTERM");
    }
    const deadlineMs = Date.now() + this.#graceMs;
    while (Date.now() < deadlineMs && running.some(isAlive))
      await delay(CANCEL_POLL_MS, undefined, { signal });
    for (const id of running) signalSession(pidOf(id), "SIGKILL");
  }

  find(jobName: string): JobId[] {
    const known = this.#names.get(jobName);
    return known === undefined ? findJobProcesses(jobName) : [known];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #toReport(id: JobId, exitCode: number | undefined, signal: string | undefined): JobReport {
    if (this.#cancelled.has(id)) return { state: "cancelled" };
    if (exitCode === 0) return { state: "completed", exitCode };
    if (signal !== undefined) return { state: "failed", reason: "signal", signal };
    return { state: "failed", reason: "exit", ...(exitCode === undefined ? {} : { exitCode }) };
  }
}
