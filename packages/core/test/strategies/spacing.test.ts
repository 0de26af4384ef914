import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linspace, logspace, range } from "../../src/strategies/index.ts";
import { upTo } from "./grids.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const decimal = fc.integer({ min: -10_000, max: 10_000 }).map((n) => Number(`${n}e-3`));

describe("linspace", () => {
  test("gives the decimals that a person means", () => {
    expect(linspace(0.01, 0.5, 50)).toEqual(upTo(50).map((i) => Number(`${i + 1}e-2`)));
    expect(linspace(-0.3, 0.3, 7)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
    expect(linspace(-0.3, 0.3, 601)[301]).toBe(0.001);
    expect(linspace(1, 0, 5)).toEqual([1, 0.75, 0.5, 0.25, 0]);
  });

  test("rounds to 15 significant digits", () => {
    expect(linspace(0, 1, 4)).toEqual([0, 0.333333333333333, 0.666666666666667, 1]);
    expect(linspace(0, 1, 300_001)[1]).toBe(0.00000333333333333333);
  });

  test("has both ends exactly, whatever they are", () => {
    fc.assert(
      fc.property(finite, finite, fc.integer({ min: 2, max: 20 }), (start, stop, n) => {
        const numbers = linspace(start, stop, n);
        expect(numbers).toHaveLength(n);
        expect(numbers[0]).toBe(start);
        expect(numbers[n - 1]).toBe(stop);
        expect(numbers.every(Number.isFinite)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test("rises, or falls, all the way", () => {
    fc.assert(
      fc.property(decimal, decimal, fc.integer({ min: 2, max: 50 }), (start, stop, n) => {
        const numbers = linspace(start, stop, n);
        expect(numbers).toEqual([...numbers].sort((a, b) => (start < stop ? a - b : b - a)));
        expect(new Set(numbers).size).toBe(start === stop ? 1 : n);
      }),
      { seed: 2 },
    );
  });

  test("of one number is the start", () => {
    expect(linspace(3, 4, 1)).toEqual([3]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32])("refuses n = %s", (n) => {
    expect(() => linspace(0, 1, n)).toThrow(RangeError);
  });

  test("refuses ends that are not finite", () => {
    expect(() => linspace(Number.NaN, 1, 3)).toThrow("linspace: start");
    expect(() => linspace(0, Number.POSITIVE_INFINITY, 3)).toThrow("linspace: stop");
    expect(() => linspace("0" as unknown as number, 1, 3)).toThrow(RangeError);
  });
});

describe("logspace", () => {
  test("gives powers of ten that look like them", () => {
    expect(logspace(-12, 12, 25)).toEqual(upTo(25).map((i) => Number(`1e${i - 12}`)));
  });

  test("takes another base", () => {
    expect(logspace(0, 10, 11, 2)).toEqual(upTo(11).map((i) => 2 ** i));
    expect(logspace(0, 1, 3, 100)).toEqual([1, 10, 100]);
  });

  test("of one number is the first power", () => {
    expect(logspace(2, 5, 1)).toEqual([100]);
  });

  test("refuses a bad n, base or exponent, and powers that are not finite", () => {
    expect(() => logspace(0, 1, 0)).toThrow("logspace: n");
    expect(() => logspace(0, 1, 3, 0)).toThrow("logspace: base");
    expect(() => logspace(0, 1, 3, -2)).toThrow(RangeError);
    expect(() => logspace(0, Number.NaN, 3)).toThrow("logspace: stopExponent");
    expect(() => logspace(0, 400, 3)).toThrow(RangeError);
  });
});

describe("range", () => {
  test("counts from start, and leaves out stop", () => {
    expect(range(0, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(range(1, 8, 3)).toEqual([1, 4, 7]);
    expect(range(1, 7, 3)).toEqual([1, 4]);
  });

  test("counts down with a negative step", () => {
    expect(range(5, 0, -2)).toEqual([5, 3, 1]);
    expect(range(4, 0, -2)).toEqual([4, 2]);
  });

  test("counts in decimals, so that no number is missing or too many", () => {
    expect(range(0, 0.3, 0.1)).toEqual([0, 0.1, 0.2]);
    expect(range(0.1, 0.4, 0.1)).toEqual([0.1, 0.2, 0.3]);
    fc.assert(
      fc.property(decimal, fc.integer({ min: 1, max: 300 }), fc.nat(100), (start, milli, count) => {
        const startMilli = Math.round(start * 1000);
        const stop = Number(`${startMilli + count * milli}e-3`);
        expect(range(start, stop, milli / 1000)).toEqual(
          upTo(count).map((i) => Number(`${startMilli + i * milli}e-3`) + 0),
        );
      }),
      { seed: 1 },
    );
  });

  test("is empty when stop lies the other way, or is the start", () => {
    expect(range(5, 0)).toEqual([]);
    expect(range(0, 5, -1)).toEqual([]);
    expect(range(3, 3)).toEqual([]);
  });

  test("refuses a step of 0, what is not finite, and more than an array holds", () => {
    expect(() => range(0, 1, 0)).toThrow("range: step");
    expect(() => range(0, Number.POSITIVE_INFINITY)).toThrow("range: stop");
    expect(() => range(Number.NaN, 1)).toThrow("range: start");
    expect(() => range(0, 1, 1e-300)).toThrow("more than an array holds");
  });
});
