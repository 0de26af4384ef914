import { checkSpacing, linspace, roundTo15 } from "./linspace.ts";
import { show } from "./show.ts";

/**
 * `base` to the power of each of `linspace(startExponent, stopExponent, n)`, rounded to 15
 * significant digits: `logspace(-3, 0, 4)` is `[0.001, 0.01, 0.1, 1]`.
 *
 * @throws {RangeError} as `linspace`; when `base` is not positive and finite; when a power is not
 * finite
 */
export function logspace(
  startExponent: number,
  stopExponent: number,
  n: number,
  base = 10,
): number[] {
  checkSpacing("logspace", { startExponent, stopExponent, base }, n);
  if (base <= 0) throw new RangeError(`logspace: base must be positive, not ${show(base)}`);
  return linspace(startExponent, stopExponent, n).map((exponent) => {
    const power = roundTo15(base ** exponent);
    if (Number.isFinite(power)) return power;
    throw new RangeError(`logspace: ${base} to the power of ${exponent} is not a finite number`);
  });
}
