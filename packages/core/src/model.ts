import { join } from "node:path";
import type { AttachedFiles, Attachments, Params } from "@ssx/generate";
import type { BatchSettings, RunSettings } from "@ssx/settings";
import { addFiles, NO_FILES } from "./add-files.ts";
import { parametersAsArgs } from "./plan/parameters-as-args.ts";

/** What a model is made of. A member of an ensemble reads it from the ensemble, lazily. */
export interface ModelSource<R extends RunSettings, B extends BatchSettings, P extends Params> {
  readonly name: string;
  /** The experiment that made it; entities are only taken by their own. */
  readonly owner: object;
  /** Name within the experiment: `model`, or `ensemble/member`. */
  readonly key: string;
  readonly path: string;
  readonly params: P;
  readonly paramsAsArgs: readonly string[];
  readonly runSettings: R;
  readonly batchSettings?: B | undefined;
  readonly attachments: Attachments;
  /** What this model has apart from that; an ensemble keeps it for its members. */
  readonly own: OwnParts<R> | undefined;
  claimOwn(): OwnParts<R>;
}

/** What a member has that its ensemble's others have not. */
export interface OwnParts<R extends RunSettings> {
  settings?: R;
  attachments?: Attachments;
}

/** One executable with its run settings, parameters and files. */
export class Model<
  R extends RunSettings = RunSettings,
  B extends BatchSettings = BatchSettings,
  P extends Params = Params,
> {
  readonly name: string;
  #source: ModelSource<R, B, P>;
  #home: { path: string; key: string } | undefined;

  constructor(source: ModelSource<R, B, P>) {
    this.name = source.name;
    this.#source = source;
  }

  /** Name within the experiment: `model`, or `ensemble/member`. */
  get key(): string {
    return this.#home?.key ?? this.#source.key;
  }

  /** Absolute path of its working directory. */
  get path(): string {
    return this.#home?.path ?? this.#source.path;
  }

  get params(): P {
    return this.#source.params;
  }

  /**
   * How it is started. A member's settings may be changed on their own: this is a copy that belongs
   * to it.
   */
  get runSettings(): R {
    const own = this.#source.claimOwn();
    own.settings ??= this.#source.runSettings.clone();
    return own.settings;
  }

  get batchSettings(): B | undefined {
    return this.#source.batchSettings;
  }

  /**
   * Files for {@link Experiment.generate} to put into the working directory. Calls add up.
   *
   * @throws {GenerateError} `SSX_ATTACHED_NOT_FOUND`
   */
  attachGeneratorFiles(files: AttachedFiles): this {
    const own = this.#source.claimOwn();
    own.attachments = addFiles(own.attachments ?? NO_FILES, files);
    return this;
  }

  /** @internal */
  get attachments(): Attachments {
    const own = this.#source.own?.attachments;
    return own ? addFiles(this.#source.attachments, own) : this.#source.attachments;
  }

  /** @internal */
  get owner(): object {
    return this.#source.owner;
  }

  /** @internal */
  get paramsAsArgs(): readonly string[] {
    return this.#source.paramsAsArgs;
  }

  /** Word by word what is started. */
  toArgv(): string[] {
    return this.#settings.toArgv(parametersAsArgs(this.params, this.paramsAsArgs));
  }

  /** @internal Read without making a copy for this member. */
  get env(): Readonly<Record<string, string>> {
    return this.#settings.env;
  }

  /** @internal A model that is put into an ensemble lives there from then on. */
  moveInto(ensemble: { readonly path: string; readonly name: string }): void {
    this.#home = { path: join(ensemble.path, this.name), key: `${ensemble.name}/${this.name}` };
  }

  get #settings(): R {
    return this.#source.own?.settings ?? this.#source.runSettings;
  }
}
