import { describe, expect, test, vi } from "vitest";
import { SsxError } from "../../src/errors.ts";
import { allPerm, fromCallable, random, type Strategy } from "../../src/strategies/index.ts";
import { thrown } from "./thrown.ts";

/** 0, 1, 2, … and a count of what was taken. */
function counter(length = Number.POSITIVE_INFINITY) {
  const state = { pulled: 0, closed: false };
  function* numbers() {
    try {
      while (state.pulled < length) yield { n: state.pulled++ };
    } finally {
      state.closed = true;
    }
  }
  return { state, numbers };
}

describe("a strategy of one's own", () => {
  test("is called once, with the names, a list per name, and nModels", () => {
    const fn = vi.fn(() => [{ a: 1 }]);
    const sets = fromCallable(fn, ["a", "b", "c"], [[1, 2], "x", Float64Array.of(0.5)], 3);
    expect([...sets, ...sets, sets.at(0)]).toHaveLength(3);
    expect(fn.mock.calls).toEqual([[["a", "b", "c"], [[1, 2], ["x"], [0.5]], 3]]);
  });

  test("is not passed an nModels that was not given", () => {
    const fn = vi.fn((..._: readonly unknown[]) => [{ a: 1 }]);
    fromCallable(fn, ["a"], [[1]]);
    expect(fn.mock.calls).toEqual([[["a"], [[1]]]]);
  });

  test("may leave names out and invent new ones", () => {
    expect([...fromCallable(() => [{ new: true }, { b: 1n }], ["a"], [1])]).toEqual([
      { new: true },
      { b: 1n },
    ]);
  });

  test("may return a Set, or any other iterable", () => {
    expect([...fromCallable(() => new Set([{ a: 1 }, { a: 2 }]), [], [])]).toEqual([
      { a: 1 },
      { a: 2 },
    ]);
  });

  test("may fill the same object again and again", () => {
    const sets = fromCallable(
      function* () {
        const set = { n: 0 };
        for (set.n = 0; set.n < 3; set.n++) yield set;
      },
      [],
      [],
    );
    expect(sets.size).toBe(3);
    expect([...sets]).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
  });
});

describe("an array, or sets, that a strategy returned", () => {
  test("is read by index, and only what is asked for", () => {
    const built: number[] = [];
    const lazy = {
      size: 1e9,
      at(index: number) {
        built.push(index);
        return { n: index };
      },
      [Symbol.iterator]: (): Iterator<{ n: number }> => {
        throw new Error("must not iterate");
      },
    };
    const sets = fromCallable(() => lazy, [], []);
    expect(sets.size).toBe(1e9);
    expect(sets.at(7e8)).toEqual({ n: 7e8 });
    expect(built).toEqual([7e8]);
  });

  test("is cut at nModels, and may be shorter", () => {
    const list = [{ a: 1 }, { a: 2 }, { a: 3 }];
    expect([...fromCallable(() => list, [], [], 2)]).toEqual([{ a: 1 }, { a: 2 }]);
    expect(fromCallable(() => list, [], [], 9).size).toBe(3);
    expect(
      fromCallable(
        allPerm,
        ["a", "b"],
        [
          [1, 2],
          [1, 2],
        ],
        3,
      ).size,
    ).toBe(3);
  });

  test("passes on the seed of random", () => {
    const fn: Strategy = (names, values, nModels) => random(names, values, nModels, { seed: 5 });
    const sets = fromCallable(fn, ["a"], [[1, 2, 3]], 2);
    expect(sets.seed).toBe(5);
    expect([...sets]).toEqual([...random(["a"], [[1, 2, 3]], 2, { seed: 5 })]);
  });

  test.each([-1, 1, 0.5])("refuses the index %s of one set with a RangeError", (index) => {
    expect(() => fromCallable(() => [{ a: 1 }], [], []).at(index)).toThrow(RangeError);
  });

  test("is checked set by set, when one is asked for", () => {
    const sets = fromCallable(() => [{ a: 1 }, { a: Number.NaN }], [], []);
    expect(sets.at(0)).toEqual({ a: 1 });
    const error = thrown("SSX_STRATEGY_RESULT", () => sets.at(1));
    expect(error.message).toContain("set 1");
    expect(error.details).toMatchObject({ index: 1, name: "a" });
  });
});

describe("a generator that a strategy returned", () => {
  test("is pulled only as far as needed", () => {
    const { state, numbers } = counter();
    const sets = fromCallable(numbers, [], []);
    expect(state.pulled).toBe(0);
    expect(sets.at(3)).toEqual({ n: 3 });
    expect(state.pulled).toBe(4);
    expect(sets.at(1)).toEqual({ n: 1 });
    expect(state.pulled).toBe(4);
    for (const set of sets) if (set.n === 5) break;
    expect(state.pulled).toBe(6);
    expect(state.closed).toBe(false);
  });

  test("is pulled to its end to know the size", () => {
    const { state, numbers } = counter(10);
    const sets = fromCallable(numbers, [], []);
    expect(sets.size).toBe(10);
    expect(state).toEqual({ pulled: 10, closed: true });
    expect([...sets].map((set) => set.n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("may be infinite when nModels is given, of which no more are taken", () => {
    const { state, numbers } = counter();
    const sets = fromCallable(numbers, [], [], 5);
    expect(sets.size).toBe(5);
    expect([...sets]).toHaveLength(5);
    expect(state).toEqual({ pulled: 5, closed: true });
    expect(() => sets.at(5)).toThrow(RangeError);
  });

  test("may end before nModels", () => {
    expect(fromCallable(counter(3).numbers, [], [], 5).size).toBe(3);
  });

  test("serves two iterations at once", () => {
    const sets = fromCallable(counter(4).numbers, [], []);
    const [a, b] = [sets[Symbol.iterator](), sets[Symbol.iterator]()];
    expect([a.next(), b.next(), b.next(), a.next()].map((step) => step.value?.n)).toEqual([
      0, 0, 1, 1,
    ]);
  });

  test.each([-1, 0.5])("is not pulled for the index %s, which is a RangeError", (index) => {
    const { state, numbers } = counter();
    expect(() => fromCallable(numbers, [], []).at(index)).toThrow(RangeError);
    expect(state.pulled).toBe(0);
  });

  test("fails again, and does not look shorter, after it threw", () => {
    const reason = new Error("disk full");
    const sets = fromCallable(
      function* fromFile() {
        yield { n: 0 };
        throw reason;
      },
      [],
      [],
    );
    const error = thrown("SSX_STRATEGY_RESULT", () => sets.size);
    expect(error.cause).toBe(reason);
    expect(error.message).toContain("'fromFile' threw while making set 1: disk full");
    expect(() => [...sets]).toThrow(error);
    expect(() => sets.at(1)).toThrow(error);
    expect(sets.at(0)).toEqual({ n: 0 });
  });

  test("is closed at the first thing that is no set", () => {
    let closed = false;
    const sets = fromCallable(
      function* (): Generator<{ n: number }> {
        try {
          yield { n: 0 };
          yield { n: Number.POSITIVE_INFINITY };
        } finally {
          closed = true;
        }
      },
      [],
      [],
    );
    const error = thrown("SSX_STRATEGY_RESULT", () => sets.at(1));
    expect(error.details).toMatchObject({ index: 1, name: "n" });
    expect(closed).toBe(true);
    expect(() => sets.size).toThrow(error);
  });
});

describe("what is refused of a strategy of one's own", () => {
  // What the types forbid comes from JavaScript.
  const untyped = (made: unknown) => fromCallable((() => made) as Strategy, [], []);

  test.each([undefined, null, 3, "abc", {}, { size: 1, at: () => ({}) }, () => []])(
    "returning %o",
    (made) => {
      thrown("SSX_STRATEGY_RESULT", () => untyped(made));
    },
  );

  test("being asynchronous, with the way out", () => {
    for (const made of [Promise.resolve([]), (async function* () {})()]) {
      expect(thrown("SSX_STRATEGY_RESULT", () => untyped(made)).message).toContain("synchronous");
    }
  });

  test.each([
    undefined,
    null,
    3,
    "abc",
    [1],
    new Map([["a", 1]]),
    new Date(0),
    Promise.resolve({}),
    { a: null },
    { a: undefined },
    { a: [1] },
    { a: {} },
    { "": 1 },
    JSON.parse('{"__proto__": 1}'),
  ])("the set %o", (set) => {
    expect(thrown("SSX_STRATEGY_RESULT", () => untyped([set]).at(0)).message).toContain("set 0");
    thrown("SSX_STRATEGY_RESULT", () => [...untyped(new Set([set]))]);
  });

  test("throwing, with the reason as the cause", () => {
    const reason = new Error("no licence");
    const error = thrown("SSX_STRATEGY_RESULT", () =>
      fromCallable(
        function mine() {
          throw reason;
        },
        [],
        [],
      ),
    );
    expect(error.cause).toBe(reason);
    expect(error.details).toEqual({ strategy: "mine" });
  });

  test("throwing an error of ours keeps its code", () => {
    const error = new SsxError("SSX_TOO_FEW_SETS", "none left");
    expect(() =>
      fromCallable(
        () => {
          throw error;
        },
        [],
        [],
      ),
    ).toThrow(error);
  });

  test.each([0, -1, 1.5, Number.NaN])("nModels %s", (nModels) => {
    thrown("SSX_NMODELS_REQUIRED", () => fromCallable(() => [], [], [], nModels));
  });
});
