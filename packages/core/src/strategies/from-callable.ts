import type { Params, ParamValue } from "@ssx/generate";
import { attempt } from "./attempt.ts";
import { readAxes } from "./axis.ts";
import { checkSet } from "./check-set.ts";
import { checkNModels } from "./number-of-models.ts";
import { indexedSets, type ParamSets } from "./param-sets.ts";
import type { ParamList, ParamSpace } from "./param-space.ts";
import { pulledSets } from "./pulled-sets.ts";
import { setPuller } from "./set-puller.ts";
import type { Strategy } from "./strategy.ts";
import { badResult, isIterable } from "./strategy-result.ts";

/** Sets of a strategy of the user's; `seed` is there when it returned the sets of `random`. */
export type CustomSets<T extends Params> = ParamSets<T> & { readonly seed?: number };

/**
 * The sets that a function makes. It is called once, now; what it returns is read when it is needed
 * (see `Strategy`), and each set is checked and copied on the way. With `nModels`, at most so many
 * sets are taken; fewer are not an error.
 *
 * @throws {SsxError} `SSX_BAD_PARAMETER`, `SSX_EMPTY_PARAMETER`; `SSX_NMODELS_REQUIRED` when
 * `nModels` is given and not a positive integer; `SSX_STRATEGY_RESULT`, also later, when the
 * function or what it returned throws (the reason is in `cause`) or gives something that is no set
 */
export function fromCallable<K extends string, T extends Params>(
  fn: Strategy<Readonly<Record<K, ParamSpace[string]>>, T>,
  names: readonly K[],
  values: readonly (ParamValue | ParamList)[],
  nModels?: number | undefined,
): CustomSets<T> {
  const strategy = strategyName(fn);
  const axes = readAxes(names, values);
  const limit = nModels === undefined ? Number.POSITIVE_INFINITY : checkNModels(strategy, nModels);

  const lists = axes.map((axis) => [...axis.values]);
  const made: unknown = attempt(strategy, "making its sets", () =>
    nModels === undefined ? fn([...names], lists) : fn([...names], lists, nModels),
  );
  // That a set holds parameter values is checked; that they are those of T is what fn's type says.
  const check = (index: number, set: unknown): T => checkSet(strategy, index, set) as T;

  if (Array.isArray(made)) {
    return indexedSets(Math.min(made.length, limit), (index) => check(index, made[index]));
  }
  if (isParamSets(made)) {
    const sets = indexedSets(Math.min(made.size, limit), (index) => check(index, made.at(index)));
    return typeof made.seed === "number" ? Object.assign(sets, { seed: made.seed }) : sets;
  }
  if (isIterable(made)) return pulledSets(setPuller(strategy, made, limit, check));
  throw badResult(strategy, made);
}

export function strategyName(fn: { readonly name: string }): string {
  return fn.name || "custom";
}

function isParamSets(made: unknown): made is ParamSets & { readonly seed?: unknown } {
  return isIterable(made) && "size" in made && "at" in made && typeof made.at === "function";
}
