import { EventEmitter } from "node:events";
import { resolve } from "node:path";
import type { Params } from "@ssx/generate";
import type { BatchOptions, BatchSettings, RunOptions, RunSettings } from "@ssx/settings";
import { NO_FILES } from "./add-files.ts";
import { aggregateState } from "./aggregate-state.ts";
import { changesOf, type TaskChange, toChange } from "./changes.ts";
import { refuseEmpty } from "./empty-ensemble.ts";
import { Ensemble } from "./ensemble.ts";
import { SsxError } from "./errors.ts";
import { type GenerateOptions, generateEntities } from "./generation.ts";
import {
  type EnsembleInspection,
  inspectEnsemble,
  inspectModel,
  type ModelInspection,
} from "./inspect.ts";
import { isLauncher, type Launcher } from "./launcher.ts";
import { Model } from "./model.ts";
import { checkName } from "./names.ts";
import type {
  EnsembleOptions,
  ExperimentEvents,
  ExperimentOptions,
  ModelOptions,
  Outcome,
  StartOptions,
  StopOptions,
  WaitOptions,
} from "./options.ts";
import { checkArgNames } from "./plan/parameters-as-args.ts";
import { type Entity, isEnsemble, membersOf } from "./plan/plan.ts";
import { type Preview, previewEntities } from "./plan/preview.ts";
import { seedEntries } from "./record/seed-entries.ts";
import { countOf } from "./report/format.ts";
import { type Summary, summarize } from "./report/summary.ts";
import { Watcher } from "./report/watcher.ts";
import { resolveLauncher } from "./resolve-launcher.ts";
import { checkGrace } from "./run/grace.ts";
import { RunControl } from "./run/run-control.ts";
import type { TaskRecord } from "./run/task-record.ts";
import { countStates, type StateCounts } from "./run/task-store.ts";
import { expandEnsemble, type ParamSpace, type SetOf } from "./strategies/index.ts";
import { isFinal, type TaskState } from "./task-state.ts";

const DEFAULT_GRACE_MS = 5_000;

type OneOrMany<T> = T | readonly T[];

/**
 * Makes models and ensembles, writes their files, starts them, watches them, and tells how they
 * ended.
 *
 * @typeParam R - the launcher's run settings
 * @typeParam B - the launcher's batch settings
 */
export class Experiment<
  R extends RunSettings = RunSettings,
  B extends BatchSettings = BatchSettings,
> extends EventEmitter<ExperimentEvents> {
  readonly name: string;
  /** Absolute. It is made when there is something to write. */
  readonly path: string;
  readonly launcher: Launcher<R, B>;
  #control: RunControl;
  #watcher: Watcher;
  #entities: Map<string, Entity> = new Map();
  /** Known to this experiment's entities alone. */
  #self: object = {};

  /** @throws {SsxError} `SSX_BAD_NAME`, `SSX_NOT_A_LAUNCHER` */
  constructor(name: string, options: ExperimentOptions<R, B>) {
    super();
    this.name = checkName(name, "an experiment");
    this.path = resolve(options?.path ?? name);
    this.launcher = checkLauncher(options?.launcher);
    this.#control = new RunControl({
      launcher: this.launcher,
      path: this.path,
      warn: (message) => this.#warn(message),
    });
    this.#watcher = new Watcher(options.report ?? "auto", this.#control);
    this.#control.store.listen((record, from, atMs) => {
      if (this.listenerCount("change") === 0) return;
      const change = toChange(record, from, atMs);
      // Later, so that a listener that throws does not disturb the watch.
      queueMicrotask(() => this.emit("change", change));
    });
  }

  /**
   * Like the constructor, with a launcher by name: `"slurm"`, …, or `"auto"`, the scheduler that is
   * found on this machine, and if there is none, `"local"`. Its package is imported now.
   *
   * @throws {SsxError} `SSX_UNKNOWN_LAUNCHER`, `SSX_LAUNCHER_NOT_INSTALLED`, `SSX_NOT_A_LAUNCHER`,
   * `SSX_BAD_NAME`
   */
  static async create<R extends RunSettings = RunSettings, B extends BatchSettings = BatchSettings>(
    name: string,
    options: Omit<ExperimentOptions<R, B>, "launcher"> & {
      readonly launcher?: string | Launcher<R, B>;
    } = {},
  ): Promise<Experiment<R, B>> {
    const asked = options.launcher ?? "auto";
    // A launcher that was asked for by name has the settings that its caller says it has.
    const launcher =
      typeof asked === "string" ? ((await resolveLauncher(asked)) as Launcher<R, B>) : asked;
    return new Experiment(name, { ...options, launcher });
  }

  /** How an executable is started here. @throws {SettingsError} */
  createRunSettings(exe: string, options?: RunOptions): R {
    return this.launcher.createRunSettings(exe, options);
  }

  /** What the scheduler is asked for. @throws {SettingsError} */
  createBatchSettings(options?: BatchOptions): B {
    return this.launcher.createBatchSettings(options);
  }

  /**
   * @throws {SsxError} `SSX_BAD_NAME`, `SSX_NAME_TAKEN`, `SSX_UNKNOWN_PARAMETER`,
   * `SSX_NO_RUN_SETTINGS`
   */
  createModel<const P extends Params = Record<never, never>>(
    name: string,
    runSettings: R,
    options: ModelOptions<B, P> = {},
  ): Model<R, B, P> {
    this.#claim(name, "a model");
    if (!runSettings) throw noRunSettings(name);
    const own = {};
    const model = new Model<R, B, P>({
      name,
      key: name,
      owner: this.#self,
      path: resolve(this.path, options.path ?? name),
      // biome-ignore lint/suspicious/noExplicitAny: without parameters, P is the empty record
      params: Object.freeze({ ...(options.params ?? ({} as any)) }),
      paramsAsArgs: [...(options.paramsAsArgs ?? [])],
      // A copy, so that settings can be reused and changed for the next one.
      runSettings: runSettings.clone(),
      batchSettings: options.batchSettings,
      attachments: NO_FILES,
      own,
      claimOwn: () => own,
    });
    model.toArgv();
    this.#entities.set(name, model as unknown as Model);
    return model;
  }

  /**
   * Three ways to fill it: parameters, replicas, or {@link Ensemble.addModel}. Parameters and
   * replicas together repeat every set. Members are `<name>_<i>`, and are only made when they are
   * looked at.
   *
   * @throws {SsxError} `SSX_BAD_NAME`, `SSX_NAME_TAKEN`, `SSX_UNKNOWN_PARAMETER`,
   * `SSX_NO_RUN_SETTINGS`, and those of the strategies
   */
  createEnsemble<const P extends ParamSpace = Record<never, never>>(
    name: string,
    options: EnsembleOptions<R, B, P> = {},
  ): Ensemble<R, B, SetOf<P>> {
    this.#claim(name, "an ensemble");
    const expanded = expandEnsemble(options);
    checkArgNames(name, options);
    if (expanded && !options.runSettings) throw noRunSettings(name);
    const ensemble = new Ensemble<R, B, SetOf<P>>({
      name,
      owner: this.#self,
      path: resolve(this.path, options.path ?? name),
      sets: expanded?.sets,
      seed: expanded?.seed,
      paramsAsArgs: [...(options.paramsAsArgs ?? [])],
      runSettings: options.runSettings?.clone(),
      batchSettings: options.batchSettings,
      adopt: (model) => this.#adopt(model as unknown as Model, name),
    });
    this.#entities.set(name, ensemble as unknown as Ensemble);
    return ensemble;
  }

  /**
   * Writes the working directories: each attached file, `params.json`, and the experiment's
   * `params.csv`.
   *
   * @throws {GenerateError} before anything is written, when directories exist already, files
   * collide, …
   */
  async generate(entities: OneOrMany<AnyEntity>, options: GenerateOptions = {}): Promise<void> {
    const checked = this.#check(entities);
    refuseEmpty(checked);
    await generateEntities(checked, this.path, options, (message) => this.#warn(message));
    this.#control.journal.append(seedEntries(checked));
  }

  /**
   * Starts everything; all that can be refused is refused before anything is started. With `block`
   * it resolves when all have ended, whatever their end: a task that fails is an answer, not an
   * error.
   *
   * @returns how they ended, or, without `block`, how they are now
   * @throws {SsxError} `SSX_EMPTY_ENSEMBLE`, `SSX_FOREIGN_ENTITY`, `SSX_ALREADY_RUNNING`,
   * `SSX_EXECUTABLE_NOT_FOUND`, `SSX_DIRECTORY`, …
   */
  async start(entities: OneOrMany<AnyEntity>, options: StartOptions = {}): Promise<Outcome> {
    const checked = this.#check(entities);
    this.#watcher.refuseInterrupted();
    const label = checked.length === 1 ? (checked[0] as Entity).name : this.name;
    const records = await this.#control.store.whileStarting(() =>
      this.#control.start(checked, {
        killOnInterrupt: options.killOnInterrupt ?? true,
        signal: options.signal,
        onRecords: (decided) => this.#watcher.guard(decided),
      }),
    );
    if (options.summary) {
      this.#watcher.print(
        `${this.name}: ${countOf(records.length, "task")} (${label}) on ${this.launcher.name}, in ${this.path}`,
      );
    }
    if (options.block ?? true) {
      await this.#watcher.watch(records, label, options.signal);
      if (options.summary) this.#watcher.print(summarize(records).table);
    }
    return outcome(records);
  }

  /**
   * Waits for the given entities, or for everything that was started.
   *
   * @throws {SsxError} `SSX_WAIT_TIMEOUT`; the reason of `signal`. What was started goes on.
   */
  async wait(entities?: OneOrMany<AnyEntity>, options: WaitOptions = {}): Promise<Outcome> {
    const records = entities === undefined ? [...this.#control.store.all] : this.#records(entities);
    const timeout =
      options.timeout === undefined ? undefined : AbortSignal.timeout(options.timeout);
    const signals = [options.signal, timeout].filter((signal) => signal !== undefined);
    try {
      await this.#watcher.watch(records, this.name, AbortSignal.any(signals));
    } catch (cause) {
      if (!timeout?.aborted || cause !== timeout.reason) throw cause;
      const left = records.filter((record) => !isFinal(record.state)).length;
      throw new SsxError(
        "SSX_WAIT_TIMEOUT",
        `${left} of ${records.length} tasks had not ended after ${options.timeout} ms; they go on: wait again, or stop them`,
        { cause },
      );
    }
    return outcome(records);
  }

  /**
   * Asks tasks to end (TERM), then ends them (KILL). Resolves when they have ended; one that has
   * already is a success.
   */
  async stop(entities: OneOrMany<AnyEntity>, options: StopOptions = {}): Promise<void> {
    const graceMs = checkGrace(options.graceMs ?? DEFAULT_GRACE_MS);
    await this.#control.stop(this.#records(entities), graceMs);
  }

  /** Whether it was started and has ended; of an ensemble, whether all its members have. */
  finished(entity: AnyEntity): boolean {
    const [checked] = this.#check(entity);
    for (const model of membersOf(checked as Entity)) {
      if (!isFinal(this.#control.store.get(model.key)?.state ?? "new")) return false;
    }
    return true;
  }

  /** The state of a model. Of an ensemble, one word for all: see {@link inspect} for its counts. */
  getStatus(entity: AnyEntity): TaskState {
    const [checked] = this.#check(entity) as [Entity];
    if (isEnsemble(checked)) return aggregateState(this.#counts(checked));
    return this.#control.store.get(checked.key)?.state ?? "new";
  }

  /** Everything known of one entity now, with the tail of a model's error output. */
  inspect<E extends AnyEntity>(
    entity: E,
  ): E extends AnyEnsemble ? EnsembleInspection : ModelInspection {
    const [checked] = this.#check(entity) as [Entity];
    const inspection = isEnsemble(checked)
      ? inspectEnsemble(checked, this.#counts(checked))
      : inspectModel(checked, this.#control.store.get(checked.key));
    return inspection as E extends AnyEnsemble ? EnsembleInspection : ModelInspection;
  }

  /** One row for each model that was started, and a table of them. */
  summary(): Summary {
    return summarize(this.#control.store.all);
  }

  /** Exactly what `generate` would write and `start` would start. It writes and starts nothing. */
  preview(entities: OneOrMany<AnyEntity>, options: Pick<GenerateOptions, "tag"> = {}): Preview {
    const { runDirectory, runId, nextId } = this.#control;
    return previewEntities(this.#check(entities), { ...options, runDirectory, runId, nextId });
  }

  /** Changes of state from now on, until no started task is left unfinished. */
  changes(options: { readonly signal?: AbortSignal } = {}): AsyncGenerator<TaskChange, void> {
    return changesOf(this.#control.store, options.signal);
  }

  #check(entities: OneOrMany<AnyEntity>): Entity[] {
    // The parameters' types are of no concern from here on.
    const list = (Array.isArray(entities) ? entities : [entities]) as Entity[];
    for (const entity of list) {
      if ((entity as Entity | undefined)?.owner === this.#self) continue;
      const name = (entity as Entity | undefined)?.name ?? String(entity);
      throw new SsxError(
        "SSX_FOREIGN_ENTITY",
        `${name} was not made by the experiment ${this.name}: make it with this experiment's createModel or createEnsemble`,
      );
    }
    return list;
  }

  #records(entities: OneOrMany<AnyEntity>): TaskRecord[] {
    const models = this.#check(entities).flatMap((entity) => [...membersOf(entity)]);
    const records = models.map((model) => this.#control.store.get(model.key));
    return records.filter((record) => record !== undefined);
  }

  #counts(ensemble: Ensemble): StateCounts {
    const records: TaskRecord[] = [];
    for (const model of ensemble) {
      const record = this.#control.store.get(model.key);
      if (record) records.push(record);
    }
    return { ...countStates(records), new: ensemble.size - records.length };
  }

  #claim(name: string, what: string): void {
    checkName(name, what);
    if (!this.#entities.has(name) && name !== "params.csv") return;
    throw new SsxError(
      "SSX_NAME_TAKEN",
      `${this.name} already has ${JSON.stringify(name)}: a name is a directory, so each is used once. Choose another one.`,
      { details: { name } },
    );
  }

  #adopt(model: Model, ensemble: string): void {
    this.#check(model);
    if (this.#entities.get(model.key) !== model || this.#control.store.get(model.key)) {
      throw new SsxError(
        "SSX_NAME_TAKEN",
        `${model.key} is a member of an ensemble or was started already, so ${ensemble} cannot have it`,
      );
    }
    this.#entities.delete(model.key);
  }

  #warn(message: string): void {
    if (!this.emit("warning", message)) this.#watcher.say(`warning: ${message}`);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: entities of any parameters are taken
type AnyEnsemble = Ensemble<any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: entities of any parameters are taken
type AnyEntity = Model<any, any, any> | AnyEnsemble;

function outcome(records: readonly TaskRecord[]): Outcome {
  const counts = countStates(records);
  return { ...counts, ok: counts.completed === records.length };
}

function checkLauncher<R extends RunSettings, B extends BatchSettings>(
  launcher: Launcher<R, B>,
): Launcher<R, B> {
  if (isLauncher(launcher)) return launcher;
  const byName = typeof launcher === "string";
  throw new SsxError(
    "SSX_NOT_A_LAUNCHER",
    byName
      ? `new Experiment takes a launcher itself, such as local(): for a name use await Experiment.create(name, { launcher: ${JSON.stringify(launcher)} })`
      : "new Experiment needs a launcher: { launcher: local() } from @ssx/local, slurm() from @ssx/slurm, …",
  );
}

function noRunSettings(name: string): SsxError {
  return new SsxError(
    "SSX_NO_RUN_SETTINGS",
    `${name} has no run settings: give what exp.createRunSettings(executable) returns`,
    { details: { name } },
  );
}
