import { describe, expect, test } from "vitest";
import { drawRows } from "../../src/strategies/draw-rows.ts";
import { random } from "../../src/strategies/index.ts";
import { seededGenerator } from "../../src/strategies/seeded-generator.ts";
import { upTo } from "./grids.ts";

/** Pearson's statistic of counts that should all be the same. */
function chiSquare(counts: ReadonlyMap<string, number>, outcomes: number, draws: number): number {
  const expected = draws / outcomes;
  let sum = (outcomes - counts.size) * expected; // those that never came
  for (const count of counts.values()) sum += (count - expected) ** 2 / expected;
  return sum;
}

/** A standard normal for many degrees of freedom (Wilson and Hilferty), so that one limit serves all. */
function deviation(statistic: number, freedom: number): number {
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
}

function tally(draws: number, outcomeOf: (seed: number) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < draws; seed++) {
    const outcome = outcomeOf(seed);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

// The seeds are the integers from 0, hence the result is the same in every run; neighbouring seeds are
// also what people use. Both tails are tested: counts that are too even are not random.
describe("random draws every ordered selection equally often", () => {
  test.each([
    [1, 6],
    [2, 30],
    [3, 120],
    [5, 720],
    [6, 720],
  ])("of %i sets out of 2 × 3 (%i outcomes)", (nModels, outcomes) => {
    const draws = outcomes * 50;
    const counts = tally(draws, (seed) =>
      [...random(["a", "b"], [upTo(2), upTo(3)], nModels, { seed })]
        .map((set) => `${set.a}${set.b}`)
        .join(),
    );
    expect(counts.size).toBe(outcomes);
    expect(Math.abs(deviation(chiSquare(counts, outcomes, draws), outcomes - 1))).toBeLessThan(3);
  });

  test("of rows, the way of grids above 2^53 (30 outcomes)", () => {
    const draws = 3000;
    const counts = tally(draws, (seed) => drawRows(seededGenerator(seed), [2, 3], 2).join());
    expect(counts.size).toBe(30);
    expect(Math.abs(deviation(chiSquare(counts, 30, draws), 29))).toBeLessThan(3);
  });

  test("of 50,000 sets out of 10^9, in each value of each key", () => {
    const names = ["a", "b", "c"] as const;
    const sets = [
      ...random(
        names,
        names.map(() => upTo(1000)),
        50_000,
        { seed: 1 },
      ),
    ];
    for (const name of names) {
      const counts = new Map<string, number>();
      for (const set of sets)
        counts.set(String(set[name]), (counts.get(String(set[name])) ?? 0) + 1);
      expect(Math.abs(deviation(chiSquare(counts, 1000, sets.length), 999))).toBeLessThan(3);
    }
  });
});
