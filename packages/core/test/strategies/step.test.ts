import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { step } from "../../src/strategies/index.ts";
import { paramNames, paramValue, upTo } from "./grids.ts";
import { thrown } from "./thrown.ts";

describe("step", () => {
  test("goes through all lists together", () => {
    expect([
      ...step(
        ["a", "b"],
        [
          [1, 2],
          ["x", "y"],
        ],
      ),
    ]).toEqual([
      { a: 1, b: "x" },
      { a: 2, b: "y" },
    ]);
  });

  test("has the i-th value of every list in set i, by index and by iteration", () => {
    const lists = fc
      .record({ names: paramNames, size: fc.integer({ min: 1, max: 6 }) })
      .chain(({ names, size }) =>
        fc.record({
          names: fc.constant(names),
          values: fc.tuple(
            ...names.map(() => fc.array(paramValue, { minLength: size, maxLength: size })),
          ),
        }),
      );
    fc.assert(
      fc.property(lists, ({ names, values }) => {
        const sets = step(names, values);
        const expected = upTo(values[0]?.length ?? 1).map((index) =>
          Object.fromEntries(names.map((name, k) => [name, values[k]?.[index]])),
        );
        expect([...sets]).toEqual(expected);
        expect(upTo(sets.size).map((index) => sets.at(index))).toEqual(expected);
      }),
      { seed: 1 },
    );
  });

  test("repeats a value that is not in a list", () => {
    expect([...step(["a", "b"], [[1, 2], "same"])]).toEqual([
      { a: 1, b: "same" },
      { a: 2, b: "same" },
    ]);
  });

  test("gives one set when nothing is a list", () => {
    expect([...step(["a", "b"], [1, "x"])]).toEqual([{ a: 1, b: "x" }]);
    expect([...step([], [])]).toEqual([{}]);
  });

  test("refuses lists of different lengths, and names them with their lengths", () => {
    const error = thrown("SSX_UNEQUAL_LENGTHS", () =>
      step(["dt", "mesh", "scheme"], [[0.1, 0.2, 0.3], [8, 16], "upwind"]),
    );
    expect(error.message).toContain("'dt' has 3, 'mesh' has 2");
    expect(error.message).not.toContain("scheme");
    expect(error.details.lengths).toEqual({ dt: 3, mesh: 2 });
  });

  test("does not repeat a list of one", () => {
    thrown("SSX_UNEQUAL_LENGTHS", () => step(["a", "b"], [[1, 2], [3]]));
  });

  test.each([-1, 2, 1.5])("refuses the index %s of two sets with a RangeError", (index) => {
    const sets = step(["a"], [[1, 2]]);
    expect(() => sets.at(index)).toThrow(RangeError);
  });
});
