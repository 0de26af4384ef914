import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { uniformBelow } from "./uniform-below.ts";

/**
 * `count` distinct rows, row after row in one array, number w of a row being below `bounds[w]`;
 * every ordered selection is equally likely. For grids of more than 2^53 points, whose indices a
 * number can't hold: a row is drawn number by number, and drawn again when it has come before. That
 * is rare on a grid of this size, and would be slow on a small one. Stores at most 16 bytes for
 * each row besides the result.
 */
export function drawRows(
  generator: RandomGenerator,
  bounds: readonly number[],
  count: number,
): Float64Array {
  const width = bounds.length;
  const rows = new Float64Array(count * width);
  const isNew = rowRegister(rows, width, count);
  for (let row = 0; row < count; row++) {
    do {
      bounds.forEach((bound, w) => {
        rows[row * width + w] = uniformBelow(generator, bound);
      });
    } while (!isNew(row));
  }
  return rows;
}

/**
 * Tells whether a row differs from all that it was asked about before: an open-addressing table of
 * row numbers.
 */
function rowRegister(rows: Float64Array, width: number, count: number): (row: number) => boolean {
  const bits = Math.max(1, Math.ceil(Math.log2(count * 2)));
  const mask = 2 ** bits - 1;
  // Row numbers plus one: 0 marks a free slot.
  const slots = new Uint32Array(2 ** bits);
  const equal = (a: number, b: number): boolean => {
    for (let w = 0; w < width; w++) if (rows[a * width + w] !== rows[b * width + w]) return false;
    return true;
  };
  return (row) => {
    let hash = 0;
    // Inside the array: row < count.
    for (let w = 0; w < width; w++) {
      hash = Math.imul(hash ^ ((rows[row * width + w] as number) | 0), 0x9e3779b1);
    }
    let slot = hash >>> (32 - bits);
    for (;;) {
      const held = slots[slot] as number;
      if (held === 0) {
        slots[slot] = row + 1;
        return true;
      }
      if (equal(held - 1, row)) return false;
      slot = (slot + 1) & mask;
    }
  };
}
