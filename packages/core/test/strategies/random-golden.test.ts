import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawIndices } from "../../src/strategies/draw-indices.ts";
import { drawRows } from "../../src/strategies/draw-rows.ts";
import { random } from "../../src/strategies/index.ts";
import { seededGenerator } from "../../src/strategies/seeded-generator.ts";
import { uniformBelow } from "../../src/strategies/uniform-below.ts";
import { upTo } from "./grids.ts";
import { ReferenceGenerator } from "./reference-random.ts";

// A recorded seed has to give the same members in every later version: never edit an expectation here.
describe("the sets of a seed are those of the first release", () => {
  test("on a small grid", () => {
    const sets = random(["a", "b"], [upTo(4), ["x", "y", "z"]], 5, { seed: 42 });
    expect([...sets].map((set) => `${set.a}${set.b}`).join(" ")).toBe("1y 1x 0x 1z 0y");
  });

  test.each([
    [0, "941,9,834 880,32,337 125,803,203"],
    [1, "743,581,3 467,378,416 854,265,301"],
    [-1, "64,932,38 8,488,201 627,910,226"],
    [Number.MAX_SAFE_INTEGER, "153,923,633 539,65,677 380,781,137"],
    [Number.MIN_SAFE_INTEGER, "398,900,639 46,454,476 739,628,56"],
  ])("on a grid of 10^9, for seed %s", (seed, expected) => {
    const sets = random(["a", "b", "c"], [upTo(1000), upTo(1000), upTo(1000)], 3, { seed });
    expect([...sets].map((set) => `${set.a},${set.b},${set.c}`).join(" ")).toBe(expected);
  });

  test("on a grid of 10^15", () => {
    const sets = random(["a", "b", "c"], [upTo(1e5), upTo(1e5), upTo(1e5)], 3, { seed: 42 });
    expect([...sets].map((set) => `${set.a},${set.b},${set.c}`).join(" ")).toBe(
      "33210,48122,65112 15896,38983,21770 16993,96530,50184",
    );
  });

  test("on a grid of 10^30", () => {
    const names = upTo(30).map((k) => `p${k}`);
    const sets = random(
      names,
      names.map(() => upTo(10)),
      3,
      { seed: 42 },
    );
    expect([...sets].map((set) => Object.values(set).join("")).join(" ")).toBe(
      "332104812265112158963898321769 169939653050182388790417233120 622041411637361024120736719094",
    );
  });
});

describe("the documented algorithm, written a second time, gives the same", () => {
  const seed = fc.maxSafeInteger();

  test("outputs of the generator", () => {
    fc.assert(
      fc.property(seed, (given) => {
        const generator = seededGenerator(given);
        const reference = new ReferenceGenerator(BigInt(given));
        for (let i = 0; i < 20; i++) expect(BigInt(generator.next() >>> 0)).toBe(reference.next());
      }),
      { seed: 1 },
    );
  });

  test("integers below a bound", () => {
    const bound = fc.oneof(
      fc.integer({ min: 1, max: 2 ** 53 - 1 }),
      fc.integer({ min: 0, max: 53 }).map((power) => 2 ** power),
      fc.integer({ min: 1, max: 52 }).map((power) => 2 ** power + 1),
    );
    fc.assert(
      fc.property(seed, bound, (given, below) => {
        const generator = seededGenerator(given);
        const reference = new ReferenceGenerator(BigInt(given));
        for (let i = 0; i < 10; i++) {
          expect(BigInt(uniformBelow(generator, below))).toBe(reference.below(BigInt(below)));
        }
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test("shuffle, for all proportions of drawn to not drawn", () => {
    const sizes = fc
      .integer({ min: 1, max: 300 })
      .chain((total) => fc.tuple(fc.constant(total), fc.integer({ min: 1, max: total })));
    fc.assert(
      fc.property(seed, sizes, (given, [total, count]) => {
        expect([...drawIndices(seededGenerator(given), total, count)]).toEqual(
          new ReferenceGenerator(BigInt(given)).shuffled(total, count),
        );
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test("rows, drawn again when they have come before", () => {
    fc.assert(
      fc.property(seed, (given) => {
        const reference = new ReferenceGenerator(BigInt(given));
        const expected: string[] = [];
        while (expected.length < 12) {
          const row = [4n, 5n].map((bound) => reference.below(bound)).join();
          if (!expected.includes(row)) expected.push(row);
        }
        const rows = drawRows(seededGenerator(given), [4, 5], 12);
        expect(upTo(12).map((row) => rows.slice(2 * row, 2 * row + 2).join())).toEqual(expected);
      }),
      { seed: 4 },
    );
  });
});
