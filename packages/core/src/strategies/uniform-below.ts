import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/**
 * An integer from 0 to `bound - 1`, all equally likely: with k the number of bits of `bound - 1`, k
 * random bits are taken until they are below `bound`. They are the top k bits of one output of the
 * generator, or, for k > 32, the top k - 32 bits of one output above all 32 bits of the next. A
 * bound of 1 takes none.
 *
 * @param bound an integer from 1 to 2^53
 */
export function uniformBelow(generator: RandomGenerator, bound: number): number {
  if (bound === 1) return 0;
  if (bound <= 2 ** 32) {
    const shift = Math.clz32(bound - 1);
    for (;;) {
      const drawn = generator.next() >>> shift;
      if (drawn < bound) return drawn;
    }
  }
  const shift = Math.clz32(Math.floor((bound - 1) / 2 ** 32));
  for (;;) {
    const high = generator.next() >>> shift;
    const drawn = high * 2 ** 32 + (generator.next() >>> 0);
    if (drawn < bound) return drawn;
  }
}
