import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AttachedFiles, attachFiles, planFiles } from "../src/index.ts";
import { errorOf } from "./member-helpers.ts";
import { useScratch } from "./scratch.ts";

const scratch = useScratch();

function places(files: AttachedFiles): string[] {
  return planFiles(attachFiles(files)).entries.map(({ kind, path }) => `${kind} ${path}`);
}

describe("planFiles", () => {
  test("puts files and directories alike under their own names, whichever way they are attached", () => {
    scratch.file("tree/b/c.dat");
    scratch.file("tree/a.cfg");
    scratch.file("single.cfg");
    const [tree, single] = [scratch.path("tree"), scratch.path("single.cfg")];
    expect(places({ toCopy: [single, tree] })).toEqual([
      "copy single.cfg",
      "directory tree",
      "copy tree/a.cfg",
      "directory tree/b",
      "copy tree/b/c.dat",
    ]);
    expect(places({ toConfigure: [single, tree] })).toEqual([
      "configured single.cfg",
      "directory tree",
      "configured tree/a.cfg",
      "directory tree/b",
      "configured tree/b/c.dat",
    ]);
    expect(places({ toSymlink: [single, tree] })).toEqual(["symlink single.cfg", "symlink tree"]);
  });

  test("keeps permissions, and adds to directories what lets their owner in", () => {
    scratch.file("tree/run.sh", "", 0o755);
    chmodSync(scratch.path("tree"), 0o550);
    const { entries } = planFiles(attachFiles({ toCopy: scratch.path("tree") }));
    expect(entries).toMatchObject([{ mode: 0o750 }, { mode: 0o755 }]);
  });

  test("follows an attached link, keeps its name, and keeps links inside a directory as they are", () => {
    scratch.file("real/data");
    symlinkSync("real", scratch.path("alias"));
    symlinkSync("../elsewhere", scratch.path("real/dangling"));
    symlinkSync("data", scratch.path("real/link"));
    const { entries } = planFiles(attachFiles({ toCopy: scratch.path("alias") }));
    expect(entries).toMatchObject([
      { kind: "directory", path: "alias" },
      { kind: "symlink", path: "alias/dangling", target: "../elsewhere" },
      { kind: "copy", path: "alias/data" },
      { kind: "symlink", path: "alias/link", target: "data" },
    ]);
  });
});

describe("two things with one name", () => {
  test("are an error that names both, files or not, however they are attached", async () => {
    const [a, b] = [scratch.file("a/in.cfg"), scratch.file("b/in.cfg")];
    mkdirSync(scratch.path("c/in.cfg"), { recursive: true });
    const c = scratch.path("c/in.cfg");
    const cases: AttachedFiles[] = [
      { toConfigure: [a, b] },
      { toCopy: [a, c] },
      { toCopy: a, toConfigure: a },
    ];
    for (const files of [...cases, { toCopy: a, toSymlink: c }]) {
      const error = await errorOf(() => places(files));
      expect(error).toMatchObject({ code: "SSX_FILE_COLLISION", path: "in.cfg" });
      expect(error.sources).toHaveLength(2);
      for (const source of error.sources) expect(error.message).toContain(source);
    }
  });

  test("are an error when generation itself needs the name", async () => {
    for (const name of ["params.json", ".ssx-staging-1"]) {
      const file = scratch.file(name);
      const error = await errorOf(() => places({ toSymlink: file }));
      expect(error.code).toBe("SSX_FILE_COLLISION");
      expect(error.sources).toContain(file);
    }
  });

  test("are none when they are in different directories", () => {
    const [a, b] = [scratch.file("a/params.json"), scratch.file("b/params.json")];
    expect(places({ toCopy: [scratch.path("a"), scratch.path("b")] })).toContain(
      "copy a/params.json",
    );
    expect([a, b]).toHaveLength(2);
  });
});

describe("what cannot be copied", () => {
  test.each(["toCopy", "toConfigure"])(
    "a fifo is an error under %s, not a long wait",
    async (key) => {
      mkdirSync(scratch.path("tree"));
      execFileSync("mkfifo", [scratch.path("tree/fifo")]);
      for (const path of ["tree", "tree/fifo"]) {
        const error = await errorOf(() => places({ [key]: scratch.path(path) }));
        expect(error).toMatchObject({
          code: "SSX_UNSUPPORTED_FILE",
          path: scratch.path("tree/fifo"),
        });
        expect(error.message).toContain("fifo");
      }
    },
  );

  test("a device can be linked to", () => {
    expect(places({ toSymlink: "/dev/null" })).toEqual(["symlink null"]);
  });

  test("the root directory has no name", async () => {
    expect((await errorOf(() => places({ toCopy: "/" }))).code).toBe("SSX_UNSUPPORTED_FILE");
  });

  test.runIf(process.platform === "linux")("a name that is no UTF-8 is an error", async () => {
    mkdirSync(scratch.path("tree"));
    const name = Buffer.concat([Buffer.from(scratch.path("tree/caf")), Buffer.from([0xe9])]);
    writeFileSync(name, "");
    const error = await errorOf(() => places({ toCopy: scratch.path("tree") }));
    expect(error.code).toBe("SSX_UNSUPPORTED_FILE");
    expect(error.message).toContain("UTF-8");
  });

  test("a file that has gone since it was attached is an error of the system", async () => {
    const attachments = { ...attachFiles({}), toCopy: [scratch.path("gone")] };
    const error = await errorOf(() => planFiles(attachments));
    expect(error).toMatchObject({ code: "SSX_GENERATE_IO", path: scratch.path("gone") });
    expect(error.cause).toMatchObject({ code: "ENOENT" });
  });
});
