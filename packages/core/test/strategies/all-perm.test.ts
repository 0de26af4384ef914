import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allPerm } from "../../src/strategies/index.ts";
import { grid, naiveProduct, upTo } from "./grids.ts";
import { thrown } from "./thrown.ts";

describe("all_perm", () => {
  test("gives every combination, the last name varying fastest", () => {
    expect([
      ...allPerm(
        ["a", "b"],
        [
          [1, 2],
          ["x", "y", "z"],
        ],
      ),
    ]).toEqual([
      { a: 1, b: "x" },
      { a: 1, b: "y" },
      { a: 1, b: "z" },
      { a: 2, b: "x" },
      { a: 2, b: "y" },
      { a: 2, b: "z" },
    ]);
  });

  test("equals nested loops, in their order", () => {
    fc.assert(
      fc.property(grid, (given) => {
        const sets = allPerm(given.names, given.values);
        const expected = naiveProduct(given);
        expect([...sets]).toEqual(expected);
        expect(sets.size).toBe(expected.length);
      }),
      { seed: 1 },
    );
  });

  test("computes any set from its index alone", () => {
    fc.assert(
      fc.property(grid, (given) => {
        const sets = allPerm(given.names, given.values);
        expect(upTo(sets.size).map((index) => sets.at(index))).toEqual([...sets]);
      }),
      { seed: 2 },
    );
  });

  test("keeps the names in the order given", () => {
    expect(Object.keys(allPerm(["z", "a", "m"], [[1], [2], [3]]).at(0))).toEqual(["z", "a", "m"]);
  });

  test("keeps values that occur twice", () => {
    expect([...allPerm(["a"], [[1, 1]])]).toEqual([{ a: 1 }, { a: 1 }]);
  });

  test("takes a single value as a list of one", () => {
    expect([...allPerm(["a", "b"], ["x", [1, 2]])]).toEqual([
      { a: "x", b: 1 },
      { a: "x", b: 2 },
    ]);
  });

  test("takes typed arrays", () => {
    const sets = allPerm(["a", "b"], [Float64Array.of(0.5, 1.5), BigInt64Array.of(7n)]);
    expect([...sets]).toEqual([
      { a: 0.5, b: 7n },
      { a: 1.5, b: 7n },
    ]);
  });

  test("gives one empty set for no parameters", () => {
    expect([...allPerm([], [])]).toEqual([{}]);
  });

  test("does not see a later change of the lists", () => {
    const list = [1, 2];
    const sets = allPerm(["a"], [list]);
    list.push(3);
    list[0] = 9;
    expect([...sets]).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test("hands out a fresh object each time", () => {
    const sets = allPerm(["a"], [[1]]);
    expect(sets.at(0)).not.toBe(sets.at(0));
  });

  test.each([-1, 4, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses the index %s of four sets with a RangeError",
    (index) => {
      const sets = allPerm(["a", "b"], [upTo(2), upTo(2)]);
      expect(() => sets.at(index)).toThrow(RangeError);
    },
  );

  test("computes digits exactly in grids of nearly 2^53 sets", () => {
    const lengths = [1021, 1019, 1013, 1009, 1013, 8]; // their product is 8.6e15, just below 2^53
    const names = ["a", "b", "c", "d", "e", "f"];
    const sets = allPerm(names, lengths.map(upTo));
    fc.assert(
      fc.property(fc.tuple(...lengths.map((length) => fc.nat(length - 1))), (digits) => {
        const index = digits.reduce(
          (sum, digit, k) => sum * BigInt(lengths[k] ?? 0) + BigInt(digit),
          0n,
        );
        expect(Object.values(sets.at(Number(index)))).toEqual(digits);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  test("refuses more sets than can be counted, and names their number", () => {
    const names = upTo(30).map((k) => `p${k}`);
    const error = thrown("SSX_TOO_MANY_SETS", () =>
      allPerm(
        names,
        names.map(() => upTo(10)),
      ),
    );
    expect(error.message).toContain(`1${"0".repeat(30)}`);
    expect(error.message).toContain('"random"');
    expect(error.details.size).toBe(10n ** 30n);
  });

  test("starts iterating over 10^15 sets at once", () => {
    const [first, second] = allPerm(["a", "b", "c"], [upTo(1e5), upTo(1e5), upTo(1e5)]);
    expect([first, second]).toEqual([
      { a: 0, b: 0, c: 0 },
      { a: 0, b: 0, c: 1 },
    ]);
  });

  test("iterates over a million sets", () => {
    let checksum = 0;
    for (const set of allPerm(["a", "b", "c"], [upTo(100), upTo(100), upTo(100)])) {
      if (set.a === 99 && set.b === 99) checksum += Number(set.c);
    }
    expect(checksum).toBe(4950);
  });
});
