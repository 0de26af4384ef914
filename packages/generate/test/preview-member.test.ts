import { lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type GenerateWarning, generateMembers, previewMember } from "../src/index.ts";
import { errorOf, memberAt } from "./member-helpers.ts";
import { modeOf, treeOf, useScratch } from "./scratch.ts";

const scratch = useScratch();

describe("previewMember", () => {
  test("shows exactly what generateMembers writes, and writes nothing", async () => {
    scratch.file("tree/a/run.sh", "echo", 0o755);
    mkdirSync(scratch.path("tree/empty"));
    symlinkSync("nowhere", scratch.path("tree/link"));
    const member = memberAt(
      scratch.path("exp/m"),
      { T: 1, N: 2n },
      {
        toCopy: scratch.path("tree"),
        toSymlink: scratch.file("mesh"),
        toConfigure: scratch.file("in.cfg", "<T> <N> ;T;", 0o640),
      },
    );
    const preview = previewMember(member, { tag: ["<", ">"] });
    expect(() => lstatSync(scratch.path("exp"))).toThrow("ENOENT");

    await generateMembers([member], { tag: ["<", ">"] });
    expect(preview.directory).toBe(member.directory);
    expect(preview.entries.map(({ path }) => path).sort()).toEqual(
      Object.keys(treeOf(member.directory)).sort(),
    );
    for (const { path, kind, source, target, mode, content } of preview.entries) {
      const written = join(member.directory, path);
      if (mode !== undefined) expect(modeOf(written)).toBe(mode);
      if (kind === "symlink") expect(readlinkSync(written)).toBe(target);
      else if (kind !== "directory")
        expect(content?.() ?? readFileSync(source ?? "")).toEqual(readFileSync(written));
    }
    expect(preview.entries.map(({ kind }) => kind)).toEqual([
      "directory",
      "directory",
      "copy",
      "directory",
      "symlink",
      "configured",
      "symlink",
      "params",
    ]);
  });

  test("warns and fails as generateMembers does", async () => {
    const out = scratch.file("m.out");
    const member = memberAt(scratch.path("m"), { T: 1 }, { toCopy: out });
    const warnings: GenerateWarning[] = [];
    previewMember(member, { onWarning: (warning) => warnings.push(warning) });
    expect(warnings).toMatchObject([{ code: "SSX_UNUSED_PARAMETER", parameter: "T" }]);
    expect((await errorOf(() => previewMember(member, { strict: true }))).code).toBe(
      "SSX_UNUSED_PARAMETER",
    );
    expect((await errorOf(() => previewMember(member, { reserved: ["m.out"] }))).code).toBe(
      "SSX_FILE_COLLISION",
    );
  });
});
