import { join } from "node:path";
import { refuseEmpty } from "../empty-ensemble.ts";
import { SsxError } from "../errors.ts";
import type { Launcher, StepHost } from "../launcher.ts";
import type { Model } from "../model.ts";
import { type Entity, membersOf, type PlannedTask, plan } from "../plan/plan.ts";
import { signalGroup } from "../process/groups.ts";
import { StepRunner } from "../process/step-runner.ts";
import { Journal } from "../record/journal.ts";
import { newRunId, runDirectory } from "../record/run-directory.ts";
import { seedEntries } from "../record/seed-entries.ts";
import { isFinal } from "../task-state.ts";
import { prepareDirectories } from "./directories.ts";
import { resolveExecutables } from "./executables.ts";
import { requestStop } from "./job-stop.ts";
import { JobWatch } from "./job-watch.ts";
import { killAfter } from "./kill-after.ts";
import { killSteps, startSteps, stopSteps } from "./steps.ts";
import { type PreparedJob, prepareJob, writeScript } from "./submit.ts";
import { newTaskRecord, type TaskRecord } from "./task-record.ts";
import { TaskStore } from "./task-store.ts";

export interface RunControlOptions {
  readonly launcher: Launcher;
  /** Absolute path of the experiment. */
  readonly path: string;
  readonly warn: (message: string) => void;
}

/**
 * Starts tasks, watches them and stops them: everything of an experiment that needs the machine.
 */
export class RunControl {
  readonly store: TaskStore = new TaskStore();
  readonly journal: Journal;
  readonly runId: string = newRunId();
  #options: RunControlOptions;
  #watch: JobWatch;
  #runner: StepRunner | undefined;
  #nextId = 0;
  /** Jobs that are being handed over: their ids are still to come. */
  #submissions: Map<TaskRecord, Promise<void>> = new Map();

  constructor(options: RunControlOptions) {
    this.#options = options;
    this.journal = new Journal(options.path);
    this.#watch = new JobWatch(options.launcher, this.store, options.warn);
  }

  /**
   * Everything that can be refused is refused before anything is started. Resolves when all is
   * handed over.
   */
  async start(
    entities: readonly Entity[],
    options: {
      readonly killOnInterrupt: boolean;
      readonly signal: AbortSignal | undefined;
      /** Called when everything is decided, before the first task is started. */
      readonly onRecords: (records: readonly TaskRecord[]) => void;
    },
  ): Promise<TaskRecord[]> {
    options.signal?.throwIfAborted();
    this.#refuseRunning(entities);
    const { steps, jobs } = plan(entities);
    const { launcher } = this.#options;
    if (jobs.length > 0 && !launcher.supports.batch) throw noBatch(launcher);
    const host = steps.length > 0 ? await this.#openSteps(options.signal) : undefined;
    // Another start may have come in between.
    this.#refuseRunning(entities);
    options.signal?.throwIfAborted();
    const argvs = host?.executablesAreHere
      ? resolveExecutables(steps)
      : steps.map((step) => step.argv);
    const jobTasks = jobs.flatMap((job) => job.tasks);
    if (launcher.supports.tasksOnThisMachine) resolveExecutables(jobTasks);
    const tasks = [...steps, ...jobTasks];
    prepareDirectories(tasks);

    const toRecord = (task: PlannedTask) =>
      newTaskRecord(
        this.#nextId++,
        task,
        (this.store.get(task.key)?.attempt ?? 0) + 1,
        options.killOnInterrupt,
      );
    const stepRecords = steps.map(toRecord);
    const prepared = jobs.map((planned) => {
      const job = prepareJob(planned, {
        runDirectory: this.runDirectory,
        runId: this.runId,
        firstId: this.#nextId,
      });
      return { job, records: planned.tasks.map(toRecord) };
    });
    const records = [...stepRecords, ...prepared.flatMap((job) => job.records)];
    this.journal.append([
      ...seedEntries(entities),
      ...prepared.map(({ job }) => ({
        kind: "job",
        name: job.job.name,
        script: job.job.scriptPath,
      })),
      ...records.map((record) => ({
        kind: "task",
        run: this.runId,
        id: record.id,
        name: record.task.key,
        directory: record.task.directory,
        argv: record.task.argv,
      })),
    ]);
    for (const record of records) this.store.add(record);
    options.onRecords(records);
    if (host)
      startSteps(this.#stepRunner(host), this.store, this.#options.path, stepRecords, argvs);
    const submissions = prepared.map(async ({ job, records }) => {
      const submission = this.#submit(job, records);
      for (const record of records) this.#submissions.set(record, submission);
      await submission;
      for (const record of records) this.#submissions.delete(record);
    });
    await Promise.all(submissions);
    return records;
  }

  /** Resolves when all of these have ended. Those that have ended already are left as they are. */
  async stop(records: readonly TaskRecord[], graceMs: number): Promise<void> {
    // A job on its way to its scheduler can only be cancelled when its id is there.
    await Promise.all(new Set(records.flatMap((record) => this.#submissions.get(record) ?? [])));
    const live = records.filter((record) => !isFinal(record.state));
    const inJobs = live.filter((record) => this.#watch.jobOf(record));
    const steps = live.filter((record) => !this.#watch.jobOf(record));
    const jobs = new Set(inJobs.flatMap((record) => this.#watch.jobOf(record) ?? []));
    const endKilling = killAfter(graceMs, () => this.#killHere(inJobs));
    try {
      const stopped =
        steps.length > 0 && this.#runner
          ? stopSteps(this.#runner, this.store, steps, graceMs)
          : undefined;
      if (jobs.size > 0) await requestStop(this.#options.launcher, jobs, new Set(inJobs), graceMs);
      this.#watch.poke();
      await Promise.all([stopped, this.store.settled(live)]);
    } finally {
      endKilling();
    }
  }

  /** Without asking and without waiting. */
  killNow(records: readonly TaskRecord[]): void {
    if (this.#runner) killSteps(this.#runner, records);
    const jobs = new Set(records.flatMap((record) => this.#watch.jobOf(record)?.id ?? []));
    if (jobs.size === 0) return;
    this.#killHere(records);
    // Also what is not known of yet. Nobody is left to hear how it went.
    this.#options.launcher.cancel([...jobs], { graceMs: 0 }).catch(() => {});
  }

  /** The number that the next task gets. */
  get nextId(): number {
    return this.#nextId;
  }

  get runDirectory(): string {
    return runDirectory(this.#options.path, this.runId);
  }

  async #openSteps(signal: AbortSignal | undefined): Promise<StepHost> {
    const { launcher } = this.#options;
    if (!launcher.supports.steps) {
      throw new SsxError(
        "SSX_STEPS_UNSUPPORTED",
        `${launcher.name} runs batch jobs only: give the model or ensemble batchSettings (createBatchSettings)`,
      );
    }
    return await launcher.openSteps(signal ? { signal } : {});
  }

  #stepRunner(host: StepHost): StepRunner {
    this.#runner ??= new StepRunner({
      width: host.width,
      base: this.#options.path,
      logDirectory: join(this.runDirectory, "steps"),
    });
    return this.#runner;
  }

  /** A job that is refused fails its own tasks and no others. */
  async #submit(prepared: PreparedJob, records: readonly TaskRecord[]): Promise<void> {
    try {
      writeScript(prepared);
      const id = await this.#options.launcher.submit(prepared.job);
      for (const record of records) record.jobId = id;
      this.journal.append([{ kind: "submitted", name: prepared.job.name, job: id }]);
      this.#watch.add({
        job: prepared.job,
        id,
        records,
        logPath: prepared.logPath,
        logOffset: 0,
        absences: 0,
        absentSinceMs: 0,
        endedSinceMs: 0,
        unreadable: false,
      });
    } catch (error) {
      const words = (error as Error).message;
      this.#options.warn(`${prepared.planned.name} could not be submitted: ${words}`);
      for (const record of records) {
        this.store.ended(record, { state: "failed", reason: "submit", words }, Date.now());
      }
    }
  }

  #killHere(records: readonly TaskRecord[]): void {
    if (!this.#options.launcher.supports.tasksOnThisMachine) return;
    for (const record of records) {
      if (record.pid !== undefined && !isFinal(record.state)) signalGroup(record.pid, "SIGKILL");
    }
  }

  #refuseRunning(entities: readonly Entity[]): void {
    refuseEmpty(entities);
    const seen = new Set<string>();
    for (const entity of entities) {
      for (const model of membersOf(entity)) {
        const record = this.store.get(model.key);
        if (record && !isFinal(record.state)) throw alreadyRunning(model, record.state);
        if (seen.has(model.key)) {
          throw new SsxError("SSX_GIVEN_TWICE", `${model.key} was given twice to one start`);
        }
        seen.add(model.key);
      }
    }
  }
}

function noBatch(launcher: Launcher): SsxError {
  return new SsxError(
    "SSX_BATCH_UNSUPPORTED",
    `${launcher.name} has no batch jobs: leave batchSettings out, or use another launcher`,
  );
}

function alreadyRunning(model: Model, state: string): SsxError {
  return new SsxError(
    "SSX_ALREADY_RUNNING",
    `${model.key} is ${state}: wait for it (exp.wait) or stop it (exp.stop) before it is started again`,
    { details: { task: model.key } },
  );
}
