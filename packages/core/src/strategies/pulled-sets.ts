import type { Params } from "@ssx/generate";
import { outOfRange, type ParamSets } from "./param-sets.ts";

/**
 * Sets that are made one after the other, no more than are needed, and kept. `pull` makes the next
 * one (its index is passed for messages) or returns null at the end. A failure of `pull` is met
 * again by whoever asks further, so that sets which could not be made never look like sets that do
 * not exist.
 */
export function pulledSets<T extends Params>(pull: (index: number) => T | null): ParamSets<T> {
  const kept: T[] = [];
  let ended = false;
  let failure: { readonly error: unknown } | undefined;

  /** The set at `index`, or undefined when there are fewer. */
  const pullUntil = (index: number): T | undefined => {
    while (kept.length <= index && !ended) {
      if (failure !== undefined) throw failure.error;
      try {
        const set = pull(kept.length);
        if (set === null) ended = true;
        else kept.push(set);
      } catch (error) {
        failure = { error };
        throw error;
      }
    }
    return kept[index];
  };

  return {
    get size() {
      pullUntil(Number.POSITIVE_INFINITY);
      return kept.length;
    },
    at(index) {
      if (!Number.isInteger(index) || index < 0) throw outOfRange(index);
      const set = pullUntil(index);
      if (set === undefined) throw outOfRange(index, kept.length);
      return { ...set };
    },
    *[Symbol.iterator]() {
      for (let index = 0; ; index++) {
        const set = pullUntil(index);
        if (set === undefined) return;
        yield { ...set };
      }
    },
  };
}
