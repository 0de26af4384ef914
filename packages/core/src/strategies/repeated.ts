import type { Params } from "@ssx/generate";
import { SsxError } from "../errors.ts";
import { outOfRange, type ParamSets } from "./param-sets.ts";
import { show } from "./show.ts";

/**
 * Every set `replicas` times, in a row: set 0 first. Pulls no more of the sets than is asked for.
 *
 * @throws {RangeError} when `replicas` is not a positive integer
 * @throws {SsxError} `SSX_TOO_MANY_SETS`, on asking for `size`, above 2^53 - 1 sets
 */
export function repeated<T extends Params>(sets: ParamSets<T>, replicas: number): ParamSets<T> {
  if (!Number.isSafeInteger(replicas) || replicas < 1) {
    throw new RangeError(`replicas must be a positive integer, not ${show(replicas)}`);
  }
  return {
    get size() {
      return checkedProduct(sets.size, replicas);
    },
    at(index) {
      if (!Number.isInteger(index)) throw outOfRange(index);
      try {
        return sets.at(Math.floor(index / replicas));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        // The sets' own message has another index in it.
        throw outOfRange(index, checkedProduct(sets.size, replicas));
      }
    },
    *[Symbol.iterator]() {
      for (const set of sets) {
        yield set;
        for (let copy = 1; copy < replicas; copy++) yield { ...set };
      }
    },
  };
}

function checkedProduct(size: number, replicas: number): number {
  const product = size * replicas;
  if (Number.isSafeInteger(product)) return product;
  throw new SsxError(
    "SSX_TOO_MANY_SETS",
    `${size} sets were to be repeated ${replicas} times, and an ensemble holds at most ` +
      `${Number.MAX_SAFE_INTEGER}: lower replicas, or shorten the lists`,
    { details: { size, replicas } },
  );
}
