import { mkdirSync, statSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeDirectories } from "../src/make-directories.ts";
import { errorOf } from "./member-helpers.ts";
import { useScratch } from "./scratch.ts";

const scratch = useScratch();

describe("makeDirectories", () => {
  test("makes what is missing, and takes what is there, also through a link", () => {
    mkdirSync(scratch.path("there"));
    symlinkSync("there", scratch.path("link"));
    makeDirectories(scratch.path("link/a/b"));
    makeDirectories(scratch.path("there/a/b"));
    makeDirectories("/");
    expect(statSync(scratch.path("there/a/b")).isDirectory()).toBe(true);
  });

  test("says what stands in the way", async () => {
    const file = scratch.file("file");
    symlinkSync("nowhere", scratch.path("dangling"));
    const cases = [
      [file, "EEXIST"],
      [`${file}/a/b`, "ENOTDIR"],
      [scratch.path("dangling"), "EEXIST"],
    ] as const;
    for (const [path, code] of cases) {
      const error = await errorOf(() => makeDirectories(path));
      expect(error).toMatchObject({ code: "SSX_GENERATE_IO", cause: { code } });
    }
  });
});
