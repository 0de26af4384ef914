import { fromDecimal, toDecimal } from "./decimal.ts";
import { show } from "./show.ts";

/**
 * `n` numbers from `start` to `stop`, evenly spaced, both included exactly. Those between are
 * computed in decimals and rounded to 15 significant digits: `linspace(0.01, 0.5, 50)[16]` is
 * `0.17`. One number is `start`.
 *
 * @throws {RangeError} when `n` is not a positive integer, or a number is not finite
 */
export function linspace(start: number, stop: number, n: number): number[] {
  checkSpacing("linspace", { start, stop }, n);
  const { units, exponent } = toDecimal(start, stop);
  const [first = 0n, last = 0n] = units;
  const gaps = BigInt(n - 1);
  // Even the smallest sum, of one unit, keeps 20 digits in the division.
  const digits = 20 + String(n).length;
  const scale = 10n ** BigInt(digits);
  return Array.from({ length: n }, (_, index) => {
    if (index === 0) return start;
    if (index === n - 1) return stop;
    const sum = first * (gaps - BigInt(index)) + last * BigInt(index);
    return roundTo15(fromDecimal((sum * scale) / gaps, exponent - digits));
  });
}

export function roundTo15(value: number): number {
  return Number(value.toPrecision(15));
}

export function checkSpacing(what: string, ends: Record<string, number>, n: number): void {
  for (const [name, value] of Object.entries(ends)) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`${what}: ${name} must be a finite number, not ${show(value)}`);
    }
  }
  if (!Number.isInteger(n) || n < 1 || n > 2 ** 32 - 1) {
    throw new RangeError(`${what}: n must be an integer from 1 to 2^32 - 1, not ${show(n)}`);
  }
}
