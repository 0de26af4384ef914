import type { Params, ParamValue } from "@ssx/generate";
import { SsxError } from "../errors.ts";
import { type Axis, readAxes } from "./axis.ts";
import { distinct } from "./distinct.ts";
import { drawIndices } from "./draw-indices.ts";
import { drawRows } from "./draw-rows.ts";
import { countPoints, type PointWriter, pointWriter } from "./grid.ts";
import { checkNModels } from "./number-of-models.ts";
import { indexedSets, type ParamSets } from "./param-sets.ts";
import type { ParamList } from "./param-space.ts";
import { chooseSeed } from "./seed.ts";
import { seededGenerator } from "./seeded-generator.ts";

export interface RandomOptions {
  /** A safe integer. @default a fresh random one */
  readonly seed?: number | undefined;
}

export interface RandomSets<T extends Params> extends ParamSets<T> {
  /** With the same parameters, this seed gives the same sets on any machine. */
  readonly seed: number;
}

/**
 * What is drawn is kept (8 bytes for each set and 2^53 points of the grid), and more than this is a
 * mistake.
 */
const MAX_DRAWN = 100_000_000;

/**
 * `nModels` different combinations of the values, in the order drawn; every ordered selection is
 * equally likely. Values that occur twice in a list count once (see `distinct`). The grid is never
 * built, however large it is, and nothing is drawn before the first set is asked for.
 *
 * @throws {SsxError} `SSX_BAD_PARAMETER`, `SSX_EMPTY_PARAMETER`, `SSX_BAD_SEED`;
 * `SSX_NMODELS_REQUIRED` when `nModels` is not a positive integer; `SSX_TOO_FEW_SETS` when there
 * are fewer different combinations; `SSX_TOO_MANY_SETS` above 100,000,000 sets
 */
export function random<K extends string>(
  names: readonly K[],
  values: readonly (ParamValue | ParamList)[],
  nModels: number | undefined,
  options: RandomOptions = {},
): RandomSets<Readonly<Record<K, ParamValue>>> {
  const axes = readAxes(names, values).map((axis) => ({ ...axis, values: distinct(axis.values) }));
  const size = checkNModels("random", nModels);
  const seed = chooseSeed(options.seed);
  checkSize(size, countPoints(axes));

  const blocks = toBlocks(axes);
  const writers = blocks.map(pointWriter);
  let drawn: Float64Array | undefined;
  const sets = indexedSets(size, (index) => {
    drawn ??= draw(blocks, size, seed);
    return buildSet(writers, drawn, index) as Record<K, ParamValue>; // the blocks hold all names
  });
  return Object.assign(sets, { seed });
}

function checkSize(size: number, available: bigint): void {
  if (BigInt(size) > available) {
    throw new SsxError(
      "SSX_TOO_FEW_SETS",
      `random was asked for ${size} different sets, and the parameters have only ${available}: ` +
        'lower nModels, add values, or use "all_perm" to run all',
      { details: { nModels: size, available } },
    );
  }
  if (size > MAX_DRAWN) {
    throw new SsxError(
      "SSX_TOO_MANY_SETS",
      `random was asked for ${size} sets, and draws at most ${MAX_DRAWN}: lower nModels, ` +
        'or use "all_perm", which keeps none in memory',
      { details: { nModels: size, limit: MAX_DRAWN } },
    );
  }
}

/**
 * Cuts the axes, in order, into the longest runs of at most 2^53 - 1 points: nearly always one.
 * Part of what a seed stands for, as each block takes a number from the generator.
 */
function toBlocks(axes: readonly Axis[]): readonly (readonly Axis[])[] {
  const blocks: Axis[][] = [[]];
  for (const axis of axes) {
    const last = blocks[blocks.length - 1] as Axis[]; // never empty
    if (countPoints([...last, axis]) <= BigInt(Number.MAX_SAFE_INTEGER)) last.push(axis);
    else blocks.push([axis]);
  }
  return blocks;
}

/** One number per set and block: the index of a point of the block's product. */
function draw(blocks: readonly (readonly Axis[])[], size: number, seed: number): Float64Array {
  const bounds = blocks.map((block) => Number(countPoints(block)));
  const generator = seededGenerator(seed);
  const [total = 1, ...others] = bounds;
  return others.length === 0
    ? drawIndices(generator, total, size)
    : drawRows(generator, bounds, size);
}

function buildSet(
  writers: readonly PointWriter[],
  drawn: Float64Array,
  index: number,
): Record<string, ParamValue> {
  const set: Record<string, ParamValue> = {};
  for (let block = 0; block < writers.length; block++) {
    // One number and one writer per block.
    const point = drawn[index * writers.length + block] as number;
    (writers[block] as PointWriter)(set, point);
  }
  return set;
}
