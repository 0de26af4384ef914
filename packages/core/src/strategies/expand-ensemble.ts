import { type ExpandOptions, expand, type StrategyName } from "./expand.ts";
import type { ParamSets } from "./param-sets.ts";
import type { ParamSpace, SetOf } from "./param-space.ts";
import { repeated } from "./repeated.ts";
import type { Strategy } from "./strategy.ts";

/** What of an ensemble's options decides its members' parameters. */
export interface EnsembleSpace<P extends ParamSpace>
  extends Omit<ExpandOptions<unknown>, "strategy"> {
  readonly params?: P | undefined;
  /** @default "all_perm" */
  readonly permStrategy?: StrategyName | Strategy<P> | undefined;
  /** Every set so many times; without `params`, so many empty sets. @default 1 */
  readonly replicas?: number | undefined;
}

/**
 * The sets of an ensemble, one per member, and the seed they were drawn with. Undefined when it has
 * neither parameters nor replicas: then its members are added by hand.
 *
 * @throws {SsxError} as `expand` and `repeated`
 * @throws {TypeError} as `expand`
 * @throws {RangeError} when `replicas` is not a positive integer
 */
export function expandEnsemble<P extends ParamSpace>(
  space: EnsembleSpace<P>,
): { readonly sets: ParamSets<SetOf<P>>; readonly seed: number | undefined } | undefined {
  const { params, replicas, permStrategy = "all_perm", nModels, seed } = space;
  if (params === undefined && replicas === undefined) return undefined;
  const expanded = expand<ParamSpace>(params ?? {}, {
    // The names that it is handed are those of P.
    strategy: permStrategy as StrategyName | Strategy,
    nModels,
    seed,
  });
  const sets = replicas === undefined ? expanded : repeated(expanded, replicas);
  // Of the strategies that we bring; one of the user's may invent parameters that P does not know.
  return { sets: sets as ParamSets<SetOf<P>>, seed: expanded.seed };
}
