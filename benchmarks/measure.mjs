// @ts-check
/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs the contestants in turn, A B C A B C …, so that a machine whose speed drifts drifts for all
 * of them.
 *
 * @param {Record<string, (round: number) => Promise<number>>} contestants each resolves with the
 * seconds it took
 * @param {number} rounds
 * @returns {Promise<Record<string, number[]>>}
 */
export async function inTurn(contestants, rounds) {
  /** @type {Record<string, number[]>} */
  const seconds = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) seconds[name].push(await run(round));
  }
  return seconds;
}

/**
 * The median of the ratios round by round, which is steadier than the ratio of the medians.
 *
 * @param {readonly number[]} ours
 * @param {readonly number[]} theirs
 */
export function ratio(ours, theirs) {
  return median(ours.map((value, round) => value / theirs[round]));
}

/** @param {() => Promise<unknown> | unknown} work */
export async function timed(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/**
 * @param {string} what
 * @param {string} value
 * @param {string} [goal]
 */
export function print(what, value, goal) {
  console.log(`  ${what.padEnd(58)} ${value.padStart(12)}${goal ? `   (goal: ${goal})` : ""}`);
}
