import { chmodSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PacedCalls } from "../src/paced-calls.ts";
import { modeOf, treeOf, useScratch } from "./scratch.ts";

const scratch = useScratch();

describe("calls on a file system", () => {
  test.each([
    ["quick", Number.POSITIVE_INFINITY],
    ["slow", 0],
  ])("that is %s have the same effect", async (_kind, slowMs) => {
    const calls = new PacedCalls(slowMs);
    await calls.makeDirectory(scratch.path("d"));
    await calls.makeDirectory(scratch.path("d/x"), 0o777);
    await calls.writeFile(scratch.path("d/f"), Buffer.from("text"), 0o666);
    await calls.writeFile(scratch.path("d/big"), Buffer.alloc(200_001, "b"));
    await calls.makeSymlink("f", scratch.path("d/l"));
    await calls.move(scratch.path("d"), scratch.path("e"));
    const tree = { big: "b".repeat(200_001), f: "text", l: "-> f", x: "/" };
    expect(treeOf(scratch.path("e"))).toEqual(tree);
    expect([modeOf(scratch.path("e/x")), modeOf(scratch.path("e/f"))]).toEqual([0o777, 0o666]);
    // The group of a shared directory is handed down through its setgid bit.
    chmodSync(scratch.path("e/x"), 0o2770);
    await calls.makeDirectory(scratch.path("e/x/y"), 0o775);
    if (process.platform === "linux") expect(modeOf(scratch.path("e/x/y"))).toBe(0o2775);
    // A thrown error or a rejection, as the pace has it.
    const again = async () => calls.writeFile(scratch.path("e/f"), Buffer.from("other"));
    await expect(again()).rejects.toMatchObject({ code: "EEXIST" });
  });

  test("go to the pool when they are slow, and are tried here again now and then", async () => {
    const calls = new PacedCalls(0);
    const results = Array.from({ length: 203 }, (_, index) =>
      calls.makeDirectory(scratch.path(`d${index}`)),
    );
    await Promise.all(results);
    expect(results.filter((result) => result === undefined)).toHaveLength(2);
  });
});
