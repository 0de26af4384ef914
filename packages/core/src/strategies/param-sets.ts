import type { Params } from "@ssx/generate";

/**
 * Sets of parameters that are computed when they are asked for: a million of them cost nothing
 * until then. Each access makes a fresh object, and iterating keeps none.
 */
export interface ParamSets<T extends Params = Params> extends Iterable<T> {
  /** Number of sets. Sets that come from a generator are all pulled to answer this. */
  readonly size: number;
  /** @throws {RangeError} when `index` is not an integer from 0 to `size - 1` */
  at(index: number): T;
  [Symbol.iterator](): Iterator<T>;
}

/** `size` sets, the i-th of which is `build(i)`. */
export function indexedSets<T extends Params>(
  size: number,
  build: (index: number) => T,
): ParamSets<T> {
  return {
    size,
    at(index) {
      if (!Number.isInteger(index) || index < 0 || index >= size) throw outOfRange(index, size);
      return build(index);
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < size; index++) yield build(index);
    },
  };
}

/** @param size leave it out where it is not known without pulling the sets */
export function outOfRange(index: number, size?: number): RangeError {
  const valid =
    size === 0
      ? "there are no sets"
      : `an index is an integer from 0${size === undefined ? "" : ` to ${size - 1}`}`;
  return new RangeError(`set ${String(index)} was asked for, but ${valid}`);
}
