import type { ParamValue } from "@ssx/generate";
import { SsxError } from "../errors.ts";
import { readAxes } from "./axis.ts";
import { indexedSets, type ParamSets } from "./param-sets.ts";
import type { ParamList } from "./param-space.ts";
import { show } from "./show.ts";

/**
 * Set i holds the i-th value of every list; a parameter given as one value has it in every set. All
 * lists have the same length: a shorter one is an error, a list of one included. Without any list
 * there is one set.
 *
 * @throws {SsxError} `SSX_BAD_PARAMETER`, `SSX_EMPTY_PARAMETER`, `SSX_UNEQUAL_LENGTHS`
 */
export function step<K extends string>(
  names: readonly K[],
  values: readonly (ParamValue | ParamList)[],
): ParamSets<Readonly<Record<K, ParamValue>>> {
  const axes = readAxes(names, values);
  const lists = axes.filter((axis) => !axis.fixed);
  const size = lists[0]?.values.length ?? 1;
  if (lists.some((axis) => axis.values.length !== size)) {
    const lengths = lists.map((axis) => `${show(axis.name)} has ${axis.values.length}`).join(", ");
    throw new SsxError(
      "SSX_UNEQUAL_LENGTHS",
      `step goes through all lists together, but they differ in length: ${lengths}. Make them ` +
        'equally long (a single value, not in a list, is repeated), or use "all_perm"',
      { details: { lengths: Object.fromEntries(lists.map((a) => [a.name, a.values.length])) } },
    );
  }
  return indexedSets(size, (index) => {
    const set: Record<string, ParamValue> = {};
    // Every list holds `size` values and every fixed axis one.
    for (const axis of axes) set[axis.name] = axis.values[axis.fixed ? 0 : index] as ParamValue;
    return set as Record<K, ParamValue>;
  });
}
