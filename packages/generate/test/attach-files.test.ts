import { symlinkSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type AttachedFiles, attachFiles } from "../src/index.ts";
import { errorOf } from "./member-helpers.ts";
import { useScratch } from "./scratch.ts";

const scratch = useScratch();
afterEach(() => vi.restoreAllMocks());

describe("attachFiles", () => {
  test("takes one path or many, and gives absolute ones", () => {
    const [a, b] = [scratch.file("a"), scratch.file("b")];
    expect(attachFiles({ toCopy: a, toSymlink: [a, b], toConfigure: [] })).toEqual({
      toCopy: [a],
      toSymlink: [a, b],
      toConfigure: [],
    });
    expect(attachFiles({})).toEqual({ toCopy: [], toSymlink: [], toConfigure: [] });
  });

  test("takes relative paths from the directory of the moment, wherever the program goes later", () => {
    const file = scratch.file("in/deck.inp");
    // Test workers cannot change their directory.
    vi.spyOn(process, "cwd").mockReturnValue(scratch.path("in"));
    const attachments = attachFiles({ toCopy: "deck.inp" });
    vi.spyOn(process, "cwd").mockReturnValue("/");
    expect(attachments.toCopy).toEqual([file]);
  });

  test.each(["toCopy", "toSymlink", "toConfigure"] as const)(
    "%s of something that is not there is an error at once",
    async (key) => {
      const missing = scratch.path("no\u001b[2J.cfg");
      const error = await errorOf(() => attachFiles({ [key]: missing }));
      expect(error).toMatchObject({ code: "SSX_ATTACHED_NOT_FOUND", path: missing });
      expect(error.message).toContain("ENOENT");
      expect(error.message).toContain(key);
      expect(error.message).not.toContain("\u001b");
    },
  );

  test("a link that leads nowhere is not there", async () => {
    symlinkSync("nowhere", scratch.path("link"));
    const error = await errorOf(() => attachFiles({ toSymlink: scratch.path("link") }));
    expect(error.code).toBe("SSX_ATTACHED_NOT_FOUND");
  });

  test.each([{ toCopy: "" }, { toCopy: [""] }, { toCopy: 5 }, { toCopy: [null] }, { toCpy: "/" }])(
    "%j is a bad argument",
    (files) => {
      // `as`: that is what is tested.
      expect(() => attachFiles(files as unknown as AttachedFiles)).toThrow(TypeError);
    },
  );
});
