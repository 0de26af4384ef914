import type { ParamValue } from "@ssx/generate";
import fc from "fast-check";

export interface Grid {
  readonly names: readonly string[];
  readonly values: readonly (readonly ParamValue[])[];
}

export const paramValue: fc.Arbitrary<ParamValue> = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
  fc.boolean(),
  fc.bigInt(),
);

export const paramNames: fc.Arbitrary<string[]> = fc.uniqueArray(
  fc.string({ minLength: 1, maxLength: 5 }).filter((name) => name !== "__proto__"),
  { maxLength: 4 },
);

/** Up to four parameters of up to five values each, with repetitions. */
export const grid: fc.Arbitrary<Grid> = paramNames.chain((names) =>
  fc.record({
    names: fc.constant(names),
    values: fc.tuple(
      ...names.map(() =>
        fc.array(fc.oneof(paramValue, fc.constant(1)), { minLength: 1, maxLength: 5 }),
      ),
    ),
  }),
);

/** The product by nested loops, as a person would write it. */
export function naiveProduct({ names, values }: Grid): Record<string, ParamValue>[] {
  let sets: Record<string, ParamValue>[] = [{}];
  names.forEach((name, k) => {
    sets = sets.flatMap((set) => (values[k] ?? []).map((value) => ({ ...set, [name]: value })));
  });
  return sets;
}

/** Whole numbers from 0, as a list of values. */
export function upTo(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
