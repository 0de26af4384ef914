import { fromDecimal, toDecimal } from "./decimal.ts";
import { show } from "./show.ts";

/**
 * `start`, `start + step`, … up to `stop`, which is left out; with a negative step, down to it.
 * Counted in decimals: `range(0, 0.3, 0.1)` is `[0, 0.1, 0.2]`. Empty when `stop` lies the other
 * way.
 *
 * @throws {RangeError} when a number is not finite, `step` is 0, or there are more numbers than an
 * array holds
 */
export function range(start: number, stop: number, step = 1): number[] {
  for (const [name, value] of Object.entries({ start, stop, step })) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`range: ${name} must be a finite number, not ${show(value)}`);
    }
  }
  if (step === 0) throw new RangeError("range: step must not be 0");
  const { units, exponent } = toDecimal(start, stop, step);
  const [first = 0n, last = 0n, by = 1n] = units;
  const count = ceilDivide(last - first, by);
  if (count > 2n ** 32n - 1n) {
    throw new RangeError(`range: ${count} numbers are more than an array holds; use a larger step`);
  }
  return Array.from({ length: count < 0n ? 0 : Number(count) }, (_, index) =>
    fromDecimal(first + BigInt(index) * by, exponent),
  );
}

function ceilDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n === b < 0n ? quotient + 1n : quotient;
}
