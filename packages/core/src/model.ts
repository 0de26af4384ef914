import { join } from "node:path";
import type { AttachedFiles, Attachments, Params } from "@ssx/generate";
import type { BatchSettings, RunSettings } from "@ssx/settings";
import { addFiles } from "./add-files.ts";
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
  /** Called before a member is changed on its own, so that its ensemble keeps it. */
  readonly onOwn?: (model: Model<R, B, P>) => void;
}

/** One executable with its run settings, parameters and files. */
export class Model<
  R extends RunSettings = RunSettings,
  B extends BatchSettings = BatchSettings,
  P extends Params = Params,
> {
  readonly name: string;
  #source: ModelSource<R, B, P>;
  #ownSettings: R | undefined;
  #ownAttachments: Attachments | undefined;
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
    if (this.#source.onOwn && !this.#ownSettings) {
      this.#source.onOwn(this);
      this.#ownSettings = this.#source.runSettings.clone();
    }
    return this.#ownSettings ?? this.#source.runSettings;
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
    this.#source.onOwn?.(this);
    this.#ownAttachments = addFiles(this.attachments, files);
    return this;
  }

  /** @internal */
  get attachments(): Attachments {
    return this.#ownAttachments ?? this.#source.attachments;
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
    const settings = this.#ownSettings ?? this.#source.runSettings;
    return settings.toArgv(parametersAsArgs(this.params, this.paramsAsArgs));
  }

  /** @internal Read without making a copy for this member. */
  get env(): Readonly<Record<string, string>> {
    return (this.#ownSettings ?? this.#source.runSettings).env;
  }

  /** @internal A model that is put into an ensemble lives there from then on. */
  moveInto(ensemble: { readonly path: string; readonly name: string }): void {
    this.#home = { path: join(ensemble.path, this.name), key: `${ensemble.name}/${this.name}` };
  }
}
