import { join } from "node:path";
import { SsxError } from "../errors.ts";
import type { Launcher, StepHost } from "../launcher.ts";
import type { Model } from "../model.ts";
import { type Entity, isEnsemble, membersOf, type PlannedTask, plan } from "../plan/plan.ts";
import { signalGroup } from "../process/groups.ts";
import { StepRunner } from "../process/step-runner.ts";
import { Journal } from "../record/journal.ts";
import { newRunId, runDirectory } from "../record/run-directory.ts";
import { isFinal } from "../task-state.ts";
import { prepareDirectories } from "./directories.ts";
import { resolveExecutables } from "./executables.ts";
import { requestStop } from "./job-stop.ts";
import { JobWatch } from "./job-watch.ts";
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
    options: { readonly killOnInterrupt: boolean },
  ): Promise<TaskRecord[]> {
    this.#refuseRunning(entities);
    const { steps, jobs } = plan(entities);
    const host = steps.length > 0 ? await this.#openSteps() : undefined;
    const argvs = host?.executablesAreHere
      ? resolveExecutables(steps)
      : steps.map((step) => step.argv);
    const tasks = [...steps, ...jobs.flatMap((job) => job.tasks)];
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
        runDirectory: this.#runDirectory,
        runId: this.runId,
        firstId: this.#nextId,
      });
      return { job, records: planned.tasks.map(toRecord) };
    });
    const records = [...stepRecords, ...prepared.flatMap((job) => job.records)];
    this.journal.append([
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
    if (host)
      startSteps(this.#stepRunner(host), this.store, this.#options.path, stepRecords, argvs);
    await Promise.all(prepared.map(({ job, records }) => this.#submit(job, records)));
    return records;
  }

  /** Resolves when all of these have ended. Those that have ended already are left as they are. */
  async stop(records: readonly TaskRecord[], graceMs: number): Promise<void> {
    const live = records.filter((record) => !isFinal(record.state));
    const inJobs = new Map<TaskRecord, ReturnType<JobWatch["jobOf"]>>();
    for (const record of live) {
      const job = this.#watch.jobOf(record);
      if (job) inJobs.set(record, job);
    }
    const steps = live.filter((record) => !inJobs.has(record));
    const jobs = new Set([...inJobs.values()].filter((job) => job !== undefined));
    const waits: Promise<void>[] = [];
    if (steps.length > 0 && this.#runner)
      waits.push(stopSteps(this.#runner, this.store, steps, graceMs));
    if (jobs.size > 0) {
      await requestStop(this.#options.launcher, jobs, new Set(live));
      this.#watch.poke();
    }
    const kill = setTimeout(() => this.#killHere([...inJobs.keys()]), graceMs);
    try {
      await Promise.all([...waits, this.store.settled(live)]);
    } finally {
      clearTimeout(kill);
    }
  }

  /** Without asking and without waiting. */
  killNow(records: readonly TaskRecord[]): void {
    if (this.#runner) killSteps(this.#runner, records);
    this.#killHere(records);
  }

  get #runDirectory(): string {
    return runDirectory(this.#options.path, this.runId);
  }

  async #openSteps(): Promise<StepHost> {
    const { launcher } = this.#options;
    if (!launcher.supports.steps) {
      throw new SsxError(
        "SSX_STEPS_UNSUPPORTED",
        `${launcher.name} runs batch jobs only: give the model or ensemble batchSettings (createBatchSettings)`,
      );
    }
    return await launcher.openSteps();
  }

  #stepRunner(host: StepHost): StepRunner {
    this.#runner ??= new StepRunner({
      width: host.width,
      base: this.#options.path,
      logDirectory: join(this.#runDirectory, "steps"),
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
      if (isEnsemble(entity) && entity.size === 0) {
        throw new SsxError(
          "SSX_EMPTY_ENSEMBLE",
          `${entity.name} has no members: give it params or replicas, or add models with addModel`,
          { details: { ensemble: entity.name } },
        );
      }
    }
  }
}

function alreadyRunning(model: Model, state: string): SsxError {
  return new SsxError(
    "SSX_ALREADY_RUNNING",
    `${model.key} is ${state}: wait for it (exp.wait) or stop it (exp.stop) before it is started again`,
    { details: { task: model.key } },
  );
}
