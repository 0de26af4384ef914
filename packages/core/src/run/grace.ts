/** The longest time that a timer can be set for; nobody waits for more. */
const LONGEST_MS = 2 ** 31 - 1;

/** @throws {RangeError} when it is not a time in milliseconds; `Infinity` is one: never */
export function checkGrace(graceMs: number): number {
  if (typeof graceMs === "number" && graceMs >= 0) return Math.min(graceMs, LONGEST_MS);
  throw new RangeError(`graceMs: ${graceMs} is not a time in milliseconds`);
}
