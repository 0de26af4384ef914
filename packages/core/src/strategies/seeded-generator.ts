import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/**
 * xoroshiro128+ (rotations 24, 16, 37), of which each call gives the low 32 bits. Its four words of
 * state, high before low, are
 *
 *     word k = mix(mix(low + (k + 1) × 0x9E3779B9) + high),   k = 0 … 3, modulo 2^32
 *
 * where `low` and `high` are the halves of the seed in two's complement and `mix` is the finalizer
 * of MurmurHash3. All 53 bits of a seed count, and seeds that are neighbours give unrelated streams
 * (pure-rand's own seeding does neither). The state is never zero: at most one word can be.
 *
 * This, `uniformBelow` and the two drawing functions are what a recorded seed stands for. They are
 * never changed; a better algorithm gets a new name.
 *
 * @param seed a safe integer
 * @see https://prng.di.unimi.it/xoroshiro128plus.c
 * @see https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp, `fmix32`
 */
export function seededGenerator(seed: number): RandomGenerator {
  const low = seed | 0;
  const high = Math.floor(seed / 2 ** 32) | 0;
  const word = (k: number): number => mix((mix((low + (k + 1) * 0x9e3779b9) | 0) + high) | 0);
  return xoroshiro128plusFromState([word(0), word(1), word(2), word(3)]);
}

function mix(bits: number): number {
  let h = bits;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
