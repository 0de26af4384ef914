/** Numbers as multiples of one power of ten: `units[i] × 10^exponent`. */
export interface CommonDecimal {
  readonly units: readonly bigint[];
  readonly exponent: number;
}

/**
 * Reads finite numbers as the shortest decimals that stand for them, which is what a person wrote:
 * `0.1` is one tenth, and not the binary number next to it. Sums of these are exact.
 */
export function toDecimal(...numbers: readonly number[]): CommonDecimal {
  const parts = numbers.map((number) => {
    const [mantissa = "", power = ""] = number.toExponential().split("e");
    const [whole = "", fraction = ""] = mantissa.split(".");
    return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
  });
  const exponent = Math.min(...parts.map((part) => part.exponent));
  const units = parts.map((part) => part.digits * 10n ** BigInt(part.exponent - exponent));
  return { units, exponent };
}

/** The number next to `units × 10^exponent`. */
export function fromDecimal(units: bigint, exponent: number): number {
  return Number(`${units}e${exponent}`);
}
