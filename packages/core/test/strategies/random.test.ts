import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { random } from "../../src/strategies/index.ts";
import { grid, naiveProduct, upTo } from "./grids.ts";
import { thrown } from "./thrown.ts";

/** Sets are the same when the text of their values is. */
function textOf(set: object): string {
  return JSON.stringify(Object.entries(set).map(([name, value]) => [name, String(value)]));
}

describe("random", () => {
  const safeSeed = fc.maxSafeInteger();

  test("gives as many sets as asked for, all different, all combinations of the values", () => {
    fc.assert(
      fc.property(
        grid,
        fc.double({ min: 0, max: 1, noNaN: true }),
        safeSeed,
        (given, part, seed) => {
          const product = new Set(naiveProduct(given).map(textOf));
          const nModels = Math.max(1, Math.round(part * product.size));
          const sets = random(given.names, given.values, nModels, { seed });
          const texts = new Set([...sets].map(textOf));
          expect(sets.size).toBe(nModels);
          expect(texts.size).toBe(nModels);
          for (const text of texts) expect(product).toContain(text);
        },
      ),
      { seed: 1 },
    );
  });

  test("gives the same sets for the same seed, by iteration and by index in any order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), safeSeed, (nModels, seed) => {
        const make = () => random(["a", "b", "c"], [upTo(3), upTo(4), upTo(5)], nModels, { seed });
        const sets = make();
        const backwards = upTo(nModels)
          .reverse()
          .map((index) => sets.at(index));
        expect(backwards.reverse()).toEqual([...make()]);
      }),
      { seed: 2 },
    );
  });

  test("gives all combinations when asked for as many as there are", () => {
    const sets = random(["a", "b"], [upTo(20), upTo(50)], 1000, { seed: 1 });
    expect(new Set([...sets].map(textOf)).size).toBe(1000);
  });

  test("gives other sets for another seed, also for one that differs by 1 or by 2^32", () => {
    const seeds = [0, 1, 2, -1, -2, 2 ** 32, 2 ** 32 + 1, -(2 ** 32), Number.MAX_SAFE_INTEGER];
    const first = seeds.map((seed) => textOf(random(["a"], [upTo(1e5)], 1, { seed }).at(0)));
    expect(new Set(first).size).toBe(seeds.length);
  });

  test("records the seed", () => {
    expect(random(["a"], [[1, 2]], 1, { seed: 42 }).seed).toBe(42);
    expect(random(["a"], [[1, 2]], 1, { seed: -0 }).seed).toBe(0);
  });

  test("takes a fresh seed when none is given, and records it", () => {
    const make = (seed?: number) => random(["a"], [upTo(1000)], 5, { seed });
    const sets = make();
    expect(Number.isSafeInteger(sets.seed)).toBe(true);
    expect([...make(sets.seed)]).toEqual([...sets]);
    expect(make().seed).not.toBe(make().seed);
  });

  test("counts a value that occurs twice once, and the first one stays", () => {
    const sets = random(["a"], [[3, 1, 1n, "1", 3, "b"]], 3, { seed: 1 });
    expect(new Set([...sets].map((set) => set.a))).toEqual(new Set([3, 1, "b"]));
    thrown("SSX_TOO_FEW_SETS", () => random(["a"], [[1, 1, "1", 1n]], 2));
    thrown("SSX_TOO_FEW_SETS", () => random(["a"], [[true, "true"]], 2));
    thrown("SSX_TOO_FEW_SETS", () => random(["a"], [[0, -0]], 2));
  });

  test("gives one empty set for no parameters", () => {
    expect([...random([], [], 1, { seed: 1 })]).toEqual([{}]);
  });

  test("takes a few sets of a grid of 10^9", () => {
    const sets = random(["a", "b", "c"], [upTo(1000), upTo(1000), upTo(1000)], 1000, { seed: 1 });
    expect(new Set([...sets].map(textOf)).size).toBe(1000);
  });

  test("takes a few sets of a grid of 10^30, with every key varied", () => {
    const names = upTo(30).map((k) => `p${k}`);
    const sets = random(
      names,
      names.map(() => upTo(10)),
      1000,
      { seed: 1 },
    );
    const list = [...sets];
    expect(new Set(list.map(textOf)).size).toBe(1000);
    for (const name of names) {
      expect(new Set(list.map((set) => set[name])).size).toBe(10);
      expect(Object.keys(list[0] ?? {})).toEqual(names);
    }
    expect(upTo(1000).map((index) => sets.at(index))).toEqual(list);
  });

  test("draws a million sets of a grid of 10^9, all different", () => {
    const sets = random(["a", "b", "c"], [upTo(1000), upTo(1000), upTo(1000)], 1e6, { seed: 1 });
    const indices = Float64Array.from(
      sets,
      ({ a, b, c }) => Number(a) * 1e6 + Number(b) * 1000 + Number(c),
    ).sort();
    expect(indices).toHaveLength(1e6);
    expect(indices.every((index, i) => index !== indices[i - 1])).toBe(true);
  });

  test("refuses to give more sets than there are, and says both numbers", () => {
    const error = thrown("SSX_TOO_FEW_SETS", () =>
      random(
        ["a", "b"],
        [
          [1, 2],
          [1, 2, 3],
        ],
        7,
      ),
    );
    expect(error.message).toContain("7");
    expect(error.message).toContain("only 6");
    expect(error.details).toEqual({ nModels: 7, available: 6n });
  });

  test("refuses more sets than it could keep", () => {
    const names = upTo(30).map((k) => `p${k}`);
    thrown("SSX_TOO_MANY_SETS", () =>
      random(
        names,
        names.map(() => upTo(10)),
        1e8 + 1,
      ),
    );
  });

  test.each([undefined, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    "refuses nModels %s",
    (nModels) => {
      thrown("SSX_NMODELS_REQUIRED", () => random(["a"], [[1, 2]], nModels));
    },
  );

  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, "7", null, 7n])(
    "refuses the seed %s",
    (seed) => {
      // What the type forbids comes from JavaScript and from JSON.
      thrown("SSX_BAD_SEED", () => random(["a"], [[1, 2]], 1, { seed: seed as number }));
    },
  );

  test.each([-1, 2, 0.5])("refuses the index %s of two sets with a RangeError", (index) => {
    const sets = random(["a"], [[1, 2]], 2, { seed: 1 });
    expect(() => sets.at(index)).toThrow(RangeError);
  });
});
