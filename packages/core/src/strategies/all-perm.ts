import type { ParamValue } from "@ssx/generate";
import { SsxError } from "../errors.ts";
import { readAxes } from "./axis.ts";
import { countPoints, pointWriter } from "./grid.ts";
import { indexedSets, type ParamSets } from "./param-sets.ts";
import type { ParamList } from "./param-space.ts";

/**
 * Every combination of the values, the last name varying fastest. Values that occur twice in a list
 * are kept. No names give one empty set.
 *
 * @throws {SsxError} `SSX_BAD_PARAMETER`, `SSX_EMPTY_PARAMETER`; `SSX_TOO_MANY_SETS` above 2^53 - 1
 * combinations
 */
export function allPerm<K extends string>(
  names: readonly K[],
  values: readonly (ParamValue | ParamList)[],
): ParamSets<Readonly<Record<K, ParamValue>>> {
  const axes = readAxes(names, values);
  const size = countPoints(axes);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new SsxError(
      "SSX_TOO_MANY_SETS",
      `all_perm was asked for all ${size} combinations of ${axes.length} parameters, and an ` +
        `ensemble holds at most ${Number.MAX_SAFE_INTEGER}: shorten the lists, ` +
        'or use "random" with nModels',
      { details: { size, lengths: axes.map((axis) => axis.values.length) } },
    );
  }
  const write = pointWriter(axes);
  return indexedSets(Number(size), (index) => {
    const set: Record<string, ParamValue> = {};
    write(set, index);
    // The writer fills in exactly the names.
    return set as Record<K, ParamValue>;
  });
}
