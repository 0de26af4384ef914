// @ts-check

/**
 * A random number generator that gives the same numbers for the same seed on every machine
 * (mulberry32). `Math.random` can't be seeded, and a run that nobody can repeat is no experiment.
 *
 * @param {number} seed a whole number
 * @returns {() => number} numbers in [0, 1)
 */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {() => number} next
 * @returns {T[]} the same items in random order (Fisher-Yates)
 */
export function shuffle(items, next) {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [mixed[i], mixed[j]] = [/** @type {T} */ (mixed[j]), /** @type {T} */ (mixed[i])];
  }
  return mixed;
}
