import { join } from "node:path";
import type { AttachedFiles, Attachments, Params } from "@ssx/generate";
import type { BatchSettings, RunSettings } from "@ssx/settings";
import { addFiles, NO_FILES } from "./add-files.ts";
import { SsxError } from "./errors.ts";
import { Model, type OwnParts } from "./model.ts";
import type { ParamSets } from "./strategies/index.ts";

export interface EnsembleSource<R extends RunSettings, B extends BatchSettings, P extends Params> {
  readonly name: string;
  readonly owner: object;
  readonly path: string;
  /** The members that parameters and replicas give; more can be added by hand. */
  readonly sets: ParamSets<P> | undefined;
  readonly seed: number | undefined;
  readonly paramsAsArgs: readonly string[];
  readonly runSettings: R | undefined;
  readonly batchSettings: B | undefined;
  /** Takes a model out of the experiment's own names when it is put into this ensemble. */
  readonly adopt: (model: Model<R, B>, ensemble: Ensemble<R, B, P>) => void;
}

/**
 * Many models. Its members are made when they are looked at and never kept, so a million cost
 * nothing; only a member that is changed on its own is remembered.
 */
export class Ensemble<
  R extends RunSettings = RunSettings,
  B extends BatchSettings = BatchSettings,
  P extends Params = Params,
> implements Iterable<Model<R, B, P>>
{
  readonly name: string;
  /** Absolute path of the directory that holds its members'. */
  readonly path: string;
  #source: EnsembleSource<R, B, P>;
  #attachments: Attachments = NO_FILES;
  #own: Map<number, OwnParts<R>> = new Map();
  #added: Model<R, B, P>[] = [];

  constructor(source: EnsembleSource<R, B, P>) {
    this.name = source.name;
    this.path = source.path;
    this.#source = source;
  }

  get size(): number {
    return this.#expanded + this.#added.length;
  }

  /** Of the `random` strategy: with it the same sets are drawn again, on any machine. */
  get seed(): number | undefined {
    return this.#source.seed;
  }

  get batchSettings(): B | undefined {
    return this.#source.batchSettings;
  }

  /** @throws {RangeError} when there is no such member */
  at(index: number): Model<R, B, P> {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) {
      throw new RangeError(`${this.name} has members 0 to ${this.size - 1}, not ${index}`);
    }
    const { sets } = this.#source;
    if (!sets || index >= this.#expanded)
      return this.#added[index - this.#expanded] as Model<R, B, P>;
    return new Model(new MemberSource(this, this.#source, index));
  }

  *[Symbol.iterator](): Iterator<Model<R, B, P>> {
    const { sets } = this.#source;
    if (sets) {
      let index = 0;
      for (const params of sets) {
        yield new Model(new MemberSource(this, this.#source, index, params));
        index++;
      }
    }
    yield* this.#added;
  }

  /**
   * Adds a model of the same experiment by hand; from then on it lives in this ensemble's
   * directory.
   *
   * @throws {SsxError} `SSX_FOREIGN_ENTITY`, `SSX_NAME_TAKEN`, `SSX_NOT_A_MODEL`
   */
  addModel(model: Model<R, B>): this {
    if (!(model instanceof Model)) {
      throw new SsxError(
        "SSX_NOT_A_MODEL",
        `${this.name}.addModel takes a model that createModel made`,
      );
    }
    if (model.batchSettings) {
      throw new SsxError(
        "SSX_MEMBER_BATCH",
        `${model.name} has batchSettings of its own, which a member cannot have: give them to ${this.name}, or start the model by itself`,
      );
    }
    if (this.#isMemberName(model.name)) {
      throw new SsxError(
        "SSX_NAME_TAKEN",
        `${this.name} already has a member ${model.name}: choose another name`,
        {
          details: { name: model.name },
        },
      );
    }
    this.#source.adopt(model, this as unknown as Ensemble<R, B, P>);
    model.moveInto(this);
    this.#added.push(model as unknown as Model<R, B, P>);
    return this;
  }

  /**
   * Files for {@link Experiment.generate} to put into each member's directory. Calls add up.
   *
   * @throws {GenerateError} `SSX_ATTACHED_NOT_FOUND`
   */
  attachGeneratorFiles(files: AttachedFiles): this {
    this.#attachments = addFiles(this.#attachments, files);
    return this;
  }

  /** @internal */
  get attachments(): Attachments {
    return this.#attachments;
  }

  /** @internal */
  get owner(): object {
    return this.#source.owner;
  }

  /** @internal */
  ownOf(index: number): OwnParts<R> | undefined {
    return this.#own.get(index);
  }

  /** @internal */
  claimOwn(index: number): OwnParts<R> {
    const own = this.#own.get(index) ?? {};
    this.#own.set(index, own);
    return own;
  }

  get #expanded(): number {
    return this.#source.sets?.size ?? 0;
  }

  #isMemberName(name: string): boolean {
    const index = Number(
      name.startsWith(`${this.name}_`) ? name.slice(this.name.length + 1) : Number.NaN,
    );
    const expanded = index < this.#expanded && `${this.name}_${index}` === name;
    return expanded || this.#added.some((added) => added.name === name);
  }
}

/** A member's parts, each computed from its ensemble when it is asked for. */
class MemberSource<R extends RunSettings, B extends BatchSettings, P extends Params> {
  readonly name: string;
  #ensemble: Ensemble<R, B, P>;
  #source: EnsembleSource<R, B, P>;
  #index: number;
  #params: P | undefined;

  constructor(
    ensemble: Ensemble<R, B, P>,
    source: EnsembleSource<R, B, P>,
    index: number,
    params?: P,
  ) {
    this.name = `${source.name}_${index}`;
    this.#ensemble = ensemble;
    this.#source = source;
    this.#index = index;
    this.#params = params;
  }

  get owner(): object {
    return this.#source.owner;
  }
  get key(): string {
    return `${this.#source.name}/${this.name}`;
  }
  get path(): string {
    return join(this.#source.path, this.name);
  }
  get params(): P {
    this.#params ??= (this.#source.sets as ParamSets<P>).at(this.#index);
    return this.#params as P;
  }
  get paramsAsArgs(): readonly string[] {
    return this.#source.paramsAsArgs;
  }
  /** A member that is started alone is asked for as its ensemble is. */
  get batchSettings(): B | undefined {
    return this.#source.batchSettings;
  }
  get runSettings(): R {
    return this.#source.runSettings as R;
  }
  get attachments(): Attachments {
    return this.#ensemble.attachments;
  }
  get own(): OwnParts<R> | undefined {
    return this.#ensemble.ownOf(this.#index);
  }
  claimOwn(): OwnParts<R> {
    return this.#ensemble.claimOwn(this.#index);
  }
}
