import type { Params } from "@ssx/generate";
import { SsxError } from "../errors.ts";
import { allPerm } from "./all-perm.ts";
import { fromCallable, strategyName } from "./from-callable.ts";
import type { ParamSets } from "./param-sets.ts";
import type { ParamSpace, SetOf } from "./param-space.ts";
import { isPlainObject } from "./plain-object.ts";
import { random } from "./random.ts";
import { show } from "./show.ts";
import { step } from "./step.ts";
import type { Strategy } from "./strategy.ts";

export type StrategyName = "all_perm" | "step" | "random";

export interface ExpandOptions<S> {
  readonly strategy: S;
  /** Number of sets; for `random` (required) and for strategies of one's own. */
  readonly nModels?: number | undefined;
  /** For `random`: a safe integer. @default a fresh random one */
  readonly seed?: number | undefined;
}

/** The sets of a space, and what is to be recorded to make them again. */
export type Expanded<T extends Params = Params> = ParamSets<T> & {
  /** Name of the strategy; of a function, its name, or `"custom"`. */
  readonly strategy: string;
  /** Of `random`, given or drawn. */
  readonly seed?: number;
};

/**
 * Expands a space into sets by a strategy: `"all_perm"` (all combinations), `"step"` (element by
 * element), `"random"` (`nModels` different combinations), or a function.
 *
 * @throws {SsxError} `SSX_UNKNOWN_STRATEGY`, `SSX_BAD_PARAMETER`, and whatever the strategy throws
 * @throws {TypeError} when `nModels` or `seed` is given to a strategy that would ignore it
 */
export function expand<P extends ParamSpace>(
  space: P,
  options: ExpandOptions<"random">,
): Expanded<SetOf<P>> & { readonly seed: number };
export function expand<P extends ParamSpace>(
  space: P,
  options: ExpandOptions<StrategyName>,
): Expanded<SetOf<P>>;
export function expand<P extends ParamSpace, T extends Params>(
  space: P,
  options: ExpandOptions<Strategy<P, T>>,
): Expanded<T>;
export function expand<P extends ParamSpace>(
  space: P,
  options: ExpandOptions<StrategyName | Strategy<P>>,
): Expanded;
export function expand(
  space: ParamSpace,
  options: ExpandOptions<StrategyName | Strategy>,
): Expanded {
  if (!isPlainObject(space)) {
    throw new SsxError(
      "SSX_BAD_PARAMETER",
      `parameters were given as ${show(space)}: give a plain object of names and values`,
    );
  }
  const { strategy, nModels, seed } = options;
  const names = Object.keys(space);
  const values = Object.values(space);
  switch (strategy) {
    case "all_perm":
    case allPerm:
      refuseUnused("all_perm", { nModels, seed });
      return Object.assign(allPerm(names, values), { strategy: "all_perm" });
    case "step":
    case step:
      refuseUnused("step", { nModels, seed });
      return Object.assign(step(names, values), { strategy: "step" });
    case "random":
    case random:
      return Object.assign(random(names, values, nModels, { seed }), { strategy: "random" });
    default:
      if (typeof strategy !== "function") throw unknownStrategy(strategy);
      refuseUnused(strategyName(strategy), { seed });
      return Object.assign(fromCallable(strategy, names, values, nModels), {
        strategy: strategyName(strategy),
      });
  }
}

function refuseUnused(strategy: string, options: Record<string, number | undefined>): void {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined) continue;
    throw new TypeError(
      `strategy ${show(strategy)} makes no use of ${option}, which is ${show(value)}: ` +
        'leave it out, or use "random"',
    );
  }
}

function unknownStrategy(strategy: unknown): SsxError {
  return new SsxError(
    "SSX_UNKNOWN_STRATEGY",
    `there is no strategy ${show(strategy)}: use "all_perm", "step", "random" or a function`,
    { details: { strategy, known: ["all_perm", "step", "random"] } },
  );
}
