import type { Params, ParamValue } from "@ssx/generate";
import type { ParamSpace } from "./param-space.ts";

/**
 * A strategy of one's own: from the names and, in the same order, the values of each (a single
 * value is a list of one) it makes the sets, one object per member. It may leave names out and
 * invent new ones. An array or `ParamSets` is read by index when a member is needed; of any other
 * iterable, such as a generator, no more is pulled than is needed, and never more than `nModels`.
 *
 * @example
 * const diagonal: Strategy = function* (names, values) {
 *   for (const value of values[0] ?? []) {
 *     yield Object.fromEntries(names.map((name) => [name, value]));
 *   }
 * };
 */
export type Strategy<P extends ParamSpace = ParamSpace, T extends Params = Params> = (
  names: readonly (keyof P & string)[],
  values: readonly (readonly ParamValue[])[],
  nModels?: number,
) => Iterable<T>;
