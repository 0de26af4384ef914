import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { uniformBelow } from "./uniform-below.ts";

/**
 * `count` distinct integers below `total`, every ordered selection equally likely: the first
 * `count` steps of a Fisher-Yates shuffle of 0 … total - 1, in which step i swaps places i and
 * i + uniformBelow(total - i). Only the places that have been touched are stored, at most
 * 72 bytes for each number drawn.
 *
 * @param total at most 2^53
 * @param count at most `total`
 */
export function drawIndices(
  generator: RandomGenerator,
  total: number,
  count: number,
): Float64Array {
  const front = new Float64Array(count);
  for (let i = 0; i < count; i++) front[i] = i;
  const swapBeyond = sparseTail(Math.min(count, total - count));
  for (let i = 0; i < count; i++) {
    const j = i + uniformBelow(generator, total - i);
    // i < count, the length.
    const here = front[i] as number;
    if (j < count) {
      front[i] = front[j] as number;
      front[j] = here;
    } else {
      front[i] = swapBeyond(j, here);
    }
  }
  return front;
}

/**
 * The places from `count` on, each holding its own number until something is swapped in: an
 * open-addressing table, which takes a third of the time of a Map for a million entries.
 */
function sparseTail(entries: number): (place: number, value: number) => number {
  const bits = Math.max(1, Math.ceil(Math.log2(entries * 2)));
  const mask = 2 ** bits - 1;
  // Place and value side by side, in one cache line. A place is at least `count`, and 0 a free slot.
  const table = new Float64Array(2 ** (bits + 1));
  return (place, value) => {
    let slot = Math.imul(place | 0, 0x9e3779b1) >>> (32 - bits);
    while (table[2 * slot] !== place) {
      if (table[2 * slot] === 0) {
        table[2 * slot] = place;
        table[2 * slot + 1] = value;
        return place;
      }
      slot = (slot + 1) & mask;
    }
    const held = table[2 * slot + 1] as number; // the table has two numbers per slot
    table[2 * slot + 1] = value;
    return held;
  };
}
