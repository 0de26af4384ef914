import { describe, expect, test } from "vitest";
import {
  allPerm,
  expand,
  random,
  type Strategy,
  type StrategyName,
  step,
} from "../../src/strategies/index.ts";
import { thrown } from "./thrown.ts";

const space = { a: [1, 2], b: ["x", "y"], c: true };

describe("expand", () => {
  const names = Object.keys(space);
  const values = Object.values(space);

  test("all_perm gives every combination", () => {
    const sets = expand(space, { strategy: "all_perm" });
    expect([...sets]).toEqual([...allPerm(names, values)]);
    expect(sets.strategy).toBe("all_perm");
    expect(sets.size).toBe(4);
  });

  test("step goes through the lists together and repeats single values", () => {
    const sets = expand(space, { strategy: "step" });
    expect([...sets]).toEqual([
      { a: 1, b: "x", c: true },
      { a: 2, b: "y", c: true },
    ]);
    expect(sets.strategy).toBe("step");
  });

  test("random takes nModels and a seed, and records the seed", () => {
    const sets = expand(space, { strategy: "random", nModels: 3, seed: 9 });
    expect([...sets]).toEqual([...random(names, values, 3, { seed: 9 })]);
    expect(sets).toMatchObject({ strategy: "random", seed: 9, size: 3 });
  });

  test("random without a seed records the one it took", () => {
    const sets = expand(space, { strategy: "random", nModels: 3 });
    const again = expand(space, { strategy: "random", nModels: 3, seed: sets.seed });
    expect([...again]).toEqual([...sets]);
  });

  test("a function gets every parameter as a list, and gives its name", () => {
    const first: Strategy = (keys, lists) => [
      Object.fromEntries(keys.map((key, k) => [key, lists[k]?.[0] ?? ""])),
    ];
    const sets = expand(space, { strategy: first });
    expect([...sets]).toEqual([{ a: 1, b: "x", c: true }]);
    expect(sets.strategy).toBe("first");
    expect(expand(space, { strategy: (() => () => [])() }).strategy).toBe("custom");
  });

  test("a generator stays unread until a set is asked for", () => {
    let pulled = 0;
    const sets = expand(space, {
      strategy: function* endless() {
        for (;;) yield { n: pulled++ };
      },
      nModels: 3,
    });
    expect(pulled).toBe(0);
    expect(sets.strategy).toBe("endless");
    expect(pulled).toBe(0);
    expect(sets.size).toBe(3);
  });

  test("our own functions are the strategies of their names", () => {
    expect(expand(space, { strategy: allPerm }).strategy).toBe("all_perm");
    expect(expand(space, { strategy: step }).strategy).toBe("step");
    expect(expand(space, { strategy: random, nModels: 2, seed: 1 })).toMatchObject({
      strategy: "random",
      seed: 1,
    });
  });

  test("an empty space has one empty set", () => {
    expect([...expand({}, { strategy: "all_perm" })]).toEqual([{}]);
  });

  test.each(["all-perm", "", "constructor", undefined, null, 3])(
    "the strategy %s is unknown, and the error lists those there are",
    (strategy) => {
      // What the type forbids comes from JavaScript and from JSON.
      const error = thrown("SSX_UNKNOWN_STRATEGY", () =>
        expand(space, { strategy: strategy as StrategyName }),
      );
      for (const name of ["all_perm", "step", "random"]) expect(error.message).toContain(name);
      expect(error.details.known).toEqual(["all_perm", "step", "random"]);
    },
  );

  test("random asks for nModels", () => {
    const error = thrown("SSX_NMODELS_REQUIRED", () => expand(space, { strategy: "random" }));
    expect(error.message).toContain("was not given");
  });

  test("an option that a strategy would ignore is refused", () => {
    expect(() => expand(space, { strategy: "all_perm", nModels: 2 })).toThrow(TypeError);
    expect(() => expand(space, { strategy: "step", nModels: 2 })).toThrow(TypeError);
    expect(() => expand(space, { strategy: "all_perm", seed: 2 })).toThrow(TypeError);
    expect(() => expand(space, { strategy: () => [], seed: 2 })).toThrow(TypeError);
    expect(expand(space, { strategy: "step", nModels: undefined, seed: undefined }).size).toBe(2);
  });

  test.each([null, undefined, 3, "a", [1], new Map([["a", 1]])])(
    "the space %o is refused",
    (given) => {
      thrown("SSX_BAD_PARAMETER", () => expand(given as never, { strategy: "all_perm" }));
    },
  );
});
