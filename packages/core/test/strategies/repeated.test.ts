import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allPerm, fromCallable, repeated } from "../../src/strategies/index.ts";
import { grid, upTo } from "./grids.ts";
import { thrown } from "./thrown.ts";

describe("repeated", () => {
  test("gives every set as often as asked, in a row", () => {
    expect([...repeated(allPerm(["a"], [[1, 2]]), 2)]).toEqual([
      { a: 1 },
      { a: 1 },
      { a: 2 },
      { a: 2 },
    ]);
  });

  test("equals repeating a list, by index and by iteration", () => {
    fc.assert(
      fc.property(grid, fc.integer({ min: 1, max: 4 }), (given, replicas) => {
        const sets = allPerm(given.names, given.values);
        const expected = [...sets].flatMap((set) => upTo(replicas).map(() => set));
        const result = repeated(sets, replicas);
        expect(result.size).toBe(expected.length);
        expect([...result]).toEqual(expected);
        expect(upTo(result.size).map((index) => result.at(index))).toEqual(expected);
      }),
      { seed: 1 },
    );
  });

  test("gives each replica an object of its own", () => {
    const [first, second] = repeated(allPerm(["a"], [[1]]), 2);
    expect(first).not.toBe(second);
  });

  test("pulls no more of a generator than it needs", () => {
    let made = 0;
    const sets = fromCallable(
      function* () {
        for (;;) yield { n: made++ };
      },
      [],
      [],
    );
    const result = repeated(sets, 3);
    expect(result.at(5)).toEqual({ n: 1 });
    expect(made).toBe(2);
  });

  test.each([-1, 6, 7, 0.5, Number.NaN])("refuses the index %s of six sets", (index) => {
    const result = repeated(allPerm(["a"], [[1, 2, 3]]), 2);
    expect(() => result.at(index)).toThrow(RangeError);
    expect(() => result.at(index)).toThrow(`set ${index} was asked for`);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses %s replicas",
    (replicas) => {
      expect(() => repeated(allPerm(["a"], [[1]]), replicas)).toThrow(RangeError);
    },
  );

  test("refuses more sets than can be counted", () => {
    const sets = repeated(allPerm(["a", "b"], [upTo(1e5), upTo(1e5)]), 1e6);
    thrown("SSX_TOO_MANY_SETS", () => sets.size);
  });
});
