import { describe, expect, test } from "vitest";
import { runBounded } from "../src/run-bounded.ts";

describe("bounded work", () => {
  test("is done in order, so many at a time, each once", async () => {
    let [running, most] = [0, 0];
    const begun: number[] = [];
    await runBounded([0, 1, 2, 3, 4, 5, 6].values(), 3, async (item) => {
      begun.push(item);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    });
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(most).toBe(3);
  });

  test("stops at the first failure, and waits for what is under way", async () => {
    const [begun, ended]: [number[], number[]] = [[], []];
    const failing = runBounded(Array.from({ length: 100 }).keys(), 3, async (item) => {
      begun.push(item);
      await new Promise(setImmediate);
      if (item === 1) throw new Error("no");
      ended.push(item);
    });
    await expect(failing).rejects.toThrow("no");
    expect(begun.length).toBeLessThan(10);
    expect(ended).toHaveLength(begun.length - 1);
  });
});
