import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, test } from "vitest";
import { type AttachedFiles, generateMembers } from "../src/index.ts";
import { errorOf, memberAt } from "./member-helpers.ts";
import { modeOf, treeOf, useScratch } from "./scratch.ts";

const scratch = useScratch();

function attached(): AttachedFiles {
  scratch.file("tree/sub/a.dat", "new");
  return {
    toConfigure: scratch.file("in.cfg", "T=;T;"),
    toCopy: [scratch.file("run.sh", "new", 0o755), scratch.path("tree")],
    toSymlink: scratch.file("mesh", "mesh"),
  };
}

describe("overwrite", () => {
  test("writes generation's files anew and keeps everything else", async () => {
    const files = attached();
    await generateMembers([memberAt(scratch.path("exp/m"), { T: 1 }, files)]);
    const m = (name: string): string => scratch.path("exp/m", name);
    for (const name of ["m.out", "m.err", "tree/result.h5", "notes.txt"])
      writeFileSync(m(name), name);
    mkdirSync(m("results/step1"), { recursive: true });
    writeFileSync(m("in.cfg"), "edited by hand");
    chmodSync(m("run.sh"), 0o600);
    rmSync(m("mesh"));
    symlinkSync("elsewhere", m("mesh"));
    rmSync(m("tree/sub"), { recursive: true });

    const members = ["m", "n"].map((name) => memberAt(scratch.path("exp", name), { T: 2 }, files));
    const report = await generateMembers(members, { overwrite: true });
    expect(report).toMatchObject({
      created: [scratch.path("exp/n")],
      overwritten: [scratch.path("exp/m")],
    });
    const written = {
      "in.cfg": "T=2",
      mesh: `-> ${scratch.path("mesh")}`,
      "params.json": '{\n  "T": 2\n}\n',
      "run.sh": "new",
      tree: "/",
      "tree/sub": "/",
      "tree/sub/a.dat": "new",
    };
    expect(treeOf(scratch.path("exp/n"))).toEqual(written);
    expect(treeOf(scratch.path("exp/m"))).toEqual({
      ...written,
      "m.err": "m.err",
      "m.out": "m.out",
      "notes.txt": "notes.txt",
      results: "/",
      "results/step1": "/",
      "tree/result.h5": "tree/result.h5",
    });
    expect(modeOf(m("run.sh"))).toBe(0o755);
  });

  test("replaces a file instead of writing into it: whoever has it open keeps the old one", async () => {
    const member = memberAt(scratch.path("m"), { T: 1 }, attached());
    await generateMembers([member]);
    const before = lstatSync(scratch.path("m/in.cfg")).ino;
    await generateMembers([member], { overwrite: true });
    expect(lstatSync(scratch.path("m/in.cfg")).ino).not.toBe(before);
  });

  test("takes a link to a directory for the member's directory, on whatever file system", async () => {
    mkdirSync(scratch.path("other-disk/m"), { recursive: true });
    mkdirSync(scratch.path("exp"));
    symlinkSync("../other-disk/m", scratch.path("exp/m"));
    await generateMembers([memberAt(scratch.path("exp/m"), { T: 3 }, attached())], {
      overwrite: true,
    });
    expect(readFileSync(scratch.path("other-disk/m/in.cfg"), "utf8")).toBe("T=3");
    expect(lstatSync(scratch.path("exp/m")).isSymbolicLink()).toBe(true);
  });

  test("can be repeated, and leaves nothing behind", async () => {
    const member = memberAt(scratch.path("exp/m"), { T: 1 }, attached());
    for (let time = 0; time < 3; time += 1) await generateMembers([member], { overwrite: true });
    expect(readdirSync(scratch.path("exp"))).toEqual(["m"]);
    expect(readdirSync(scratch.path("exp/m")).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe("what generation did not write", () => {
  const asDirectory = (path: string) => mkdirSync(path, { recursive: true });
  const asFile = (path: string) => writeFileSync(path, "result");
  const asLink = (path: string) => symlinkSync(scratch.path("results"), path);
  test.each([
    ["a directory", "where a link goes", "mesh", asDirectory],
    ["a directory", "where a file goes", "in.cfg", asDirectory],
    ["a directory", "where the parameters go", "params.json", asDirectory],
    ["a file", "where a link goes", "mesh", asFile],
    ["a file", "where a directory goes", "tree", asFile],
    ["a link", "where a file goes", "run.sh", asLink],
    ["a link", "where a directory goes", "tree", asLink],
    ["a file", "where a directory in a tree goes", "tree/sub", asFile],
  ])("is not touched when it is %s %s", async (_what, _where, name, put) => {
    const files = attached();
    asDirectory(scratch.path("results"));
    asDirectory(scratch.path("exp/m"));
    if (name.startsWith("tree/")) asDirectory(scratch.path("exp/m/tree"));
    put(scratch.path("exp/m", name));
    const before = treeOf(scratch.path("exp"));
    const members = ["a", "m"].map((each) => memberAt(scratch.path("exp", each), { T: 1 }, files));
    const error = await errorOf(() => generateMembers(members, { overwrite: true }));
    expect(error).toMatchObject({
      code: "SSX_DESTINATION_IN_THE_WAY",
      path: scratch.path("exp/m", name),
    });
    expect(treeOf(scratch.path("exp"))).toEqual(before);
  });

  test("is not touched when it is a file where the member's directory goes", async () => {
    const file = scratch.file("exp/m", "mine");
    const error = await errorOf(() => generateMembers([memberAt(file)], { overwrite: true }));
    expect(error).toMatchObject({ code: "SSX_DESTINATION_IN_THE_WAY", path: file });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});
