import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FileCopier } from "../src/file-copier.ts";
import { PacedCalls } from "../src/paced-calls.ts";
import { modeOf, useScratch } from "./scratch.ts";

const scratch = useScratch();

describe("a copier", () => {
  test.each([0, 128 * 1024 * 1024])(
    "with %i bytes of memory copies the same",
    async (budgetBytes) => {
      const copier = new FileCopier(new PacedCalls(), budgetBytes);
      const sizes = [0, 10, 70_000, 3_000_000];
      const entries = sizes.map((sizeBytes) => ({
        kind: "copy" as const,
        path: `${sizeBytes}`,
        source: scratch.file(`${sizeBytes}`, Buffer.alloc(sizeBytes, "c"), 0o640),
        mode: 0o640,
        sizeBytes,
      }));
      const copies = [0, 1, 2, 3, 4, 5].flatMap((turn) =>
        entries.map(async (entry) => {
          const destination = scratch.path(`${entry.path}-${turn}`);
          await copier.copy(entry, destination);
          // Not toEqual, which takes its time over a million bytes.
          expect(readFileSync(destination).equals(readFileSync(entry.source))).toBe(true);
          expect(modeOf(destination)).toBe(0o640);
        }),
      );
      await Promise.all(copies);
    },
  );
});
