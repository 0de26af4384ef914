import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { attachFiles, generateMembers, planFiles } from "../src/index.ts";
import { errorOf, memberAt } from "./member-helpers.ts";
import { modeOf, treeOf, useScratch } from "./scratch.ts";

const scratch = useScratch();

describe("a new member's directory", () => {
  test("gets files copied, linked and filled, and its parameters", async () => {
    const copied = scratch.file("mesh.bin", Buffer.from([0, 255, 0xe9]));
    const linked = scratch.file("table.dat", "big");
    const configured = scratch.file("in.cfg", "T=;T;\r\nS=;S;");
    const member = memberAt(
      scratch.path("exp/deep/m"),
      { T: 0.5, S: "x;T;" },
      { toCopy: copied, toSymlink: linked, toConfigure: configured },
    );
    const report = await generateMembers([member]);
    expect(report).toEqual({ created: [member.directory], overwritten: [], warnings: [] });
    expect(treeOf(scratch.path("exp"))).toEqual({
      deep: "/",
      "deep/m": "/",
      "deep/m/in.cfg": "T=0.5\r\nS=x;T;",
      "deep/m/mesh.bin": "\u0000\u00ff\u00e9",
      "deep/m/params.json": '{\n  "T": 0.5,\n  "S": "x;T;"\n}\n',
      "deep/m/table.dat": `-> ${linked}`,
    });
  });

  test("has a params.json of {} without parameters, and whole numbers of any length", async () => {
    await generateMembers([
      memberAt(scratch.path("a")),
      memberAt(scratch.path("b"), { n: 12345678901234567890n, "é\n": true }, {}),
    ]);
    expect(readFileSync(scratch.path("a/params.json"), "utf8")).toBe("{}\n");
    expect(readFileSync(scratch.path("b/params.json"), "utf8")).toBe(
      '{\n  "n": 12345678901234567890,\n  "é\\n": true\n}\n',
    );
  });

  test("gets trees whole: empty directories, links, dangling ones too, and every file filled", async () => {
    scratch.file("tree/x/y/deck", ";A;");
    scratch.file("tree/raw.bin", Buffer.from([0xff, 0x00, 0x3b]));
    mkdirSync(scratch.path("tree/empty"));
    symlinkSync("x/y/deck", scratch.path("tree/link"));
    symlinkSync("/no/where", scratch.path("tree/dangling"));
    const tree = scratch.path("tree");
    await generateMembers([
      memberAt(scratch.path("copied"), { A: 1 }, { toCopy: tree }),
      memberAt(scratch.path("filled"), { A: 1 }, { toConfigure: tree }),
      memberAt(scratch.path("linked"), { A: 1 }, { toSymlink: tree }),
    ]);
    const expected = {
      tree: "/",
      "tree/dangling": "-> /no/where",
      "tree/empty": "/",
      "tree/link": "-> x/y/deck",
      "tree/raw.bin": "\u00ff\u0000;",
      "tree/x": "/",
      "tree/x/y": "/",
      "tree/x/y/deck": ";A;",
    };
    expect(treeOf(scratch.path("copied"))).toMatchObject(expected);
    expect(treeOf(scratch.path("filled"))).toMatchObject({ ...expected, "tree/x/y/deck": "1" });
    expect(treeOf(scratch.path("linked"))).toMatchObject({ tree: `-> ${tree}` });
  });

  test("has files with the modes of their originals, whatever the umask", async () => {
    const modes = [0o755, 0o644, 0o444, 0o600, 0o666, 0o777, 0o775];
    const files = modes.map((mode) => {
      const file = scratch.file(`f${mode.toString(8)}`, ";A;");
      chmodSync(file, mode);
      return file;
    });
    // Large enough for the kernel to copy it.
    const large = scratch.file("large.sh", Buffer.alloc(300_000));
    chmodSync(large, 0o775);
    mkdirSync(scratch.path("tree/closed"), { recursive: true });
    chmodSync(scratch.path("tree/closed"), 0o500);
    chmodSync(scratch.path("tree"), 0o777);
    const members = [0, 1, 2, 3, 4, 5].flatMap((index) => [
      memberAt(scratch.path(`c${index}`), {}, { toCopy: [...files, large, scratch.path("tree")] }),
      memberAt(scratch.path(`f${index}`), { A: 1 }, { toConfigure: files }),
    ]);
    await generateMembers(members);
    for (const { directory, name } of members) {
      for (const mode of modes) expect(modeOf(`${directory}/f${mode.toString(8)}`)).toBe(mode);
      if (name.startsWith("f")) continue;
      expect(modeOf(`${directory}/large.sh`)).toBe(0o775);
      expect(readFileSync(`${directory}/large.sh`)).toHaveLength(300_000);
      expect(modeOf(`${directory}/tree`)).toBe(0o777);
      expect(modeOf(`${directory}/tree/closed`)).toBe(0o700);
    }
  });

  test("takes another tag", async () => {
    const deck = scratch.file("deck", ";A; {{A}}");
    const member = memberAt(scratch.path("m"), { A: 1 }, { toConfigure: deck });
    await generateMembers([member], { tag: ["{{", "}}"] });
    expect(readFileSync(scratch.path("m/deck"), "utf8")).toBe(";A; 1");
  });
});

describe("an ensemble", () => {
  test("of many members is written with one plan, each member with its own values", async () => {
    const files = planFiles(
      attachFiles({
        toConfigure: scratch.file("in.cfg", "seed ;SEED;\n"),
        toCopy: [scratch.file("data", "d".repeat(200_000)), scratch.file("small", "s")],
      }),
    );
    const members = Array.from({ length: 200 }, (_, index) => ({
      ...memberAt(scratch.path(`exp/m${index}`), { SEED: index }),
      files,
    }));
    const report = await generateMembers(members.values());
    expect(new Set(report.created)).toEqual(new Set(members.map(({ directory }) => directory)));
    expect(readdirSync(scratch.path("exp"))).toHaveLength(200);
    for (const [index, { directory }] of members.entries()) {
      const tree = treeOf(directory);
      expect(tree["in.cfg"]).toBe(`seed ${index}\n`);
      expect(tree.small).toBe("s");
      expect(tree.data).toHaveLength(200_000);
    }
  });

  test("of no members writes nothing", async () => {
    expect(await generateMembers([])).toEqual({ created: [], overwritten: [], warnings: [] });
  });

  test("lets the program's other work go on meanwhile", async () => {
    const members = Array.from({ length: 1000 }, (_, index) => memberAt(scratch.path(`m${index}`)));
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    await generateMembers(members);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });
});

describe("before anything is written", () => {
  test("directories that exist are an error, all of them, the first ten in the message", async () => {
    const existing = Array.from({ length: 12 }, (_, index) => scratch.path(`exp/m${index}`));
    for (const directory of existing.slice(0, 10)) mkdirSync(directory, { recursive: true });
    scratch.file("exp/m10", "a file");
    symlinkSync("nowhere", scratch.path("exp/m11"));
    const members = [memberAt(scratch.path("exp/a")), ...existing.map((path) => memberAt(path))];
    const error = await errorOf(() => generateMembers(members));
    expect(error).toMatchObject({ code: "SSX_DIRECTORY_EXISTS", directories: existing });
    expect(error.message).toContain("12 of");
    expect(error.message).toContain(`${existing[9]}" and 2 more`);
    expect(error.message).toContain("overwrite: true");
    expect(readdirSync(scratch.path("exp"))).toHaveLength(12);
    expect(readdirSync(existing[0] ?? "")).toEqual([]);
  });

  test("two members in one directory are an error, and one in another's", async () => {
    const [a, b, inA] = ["exp/a", "exp/b/", "exp/a/x/y"].map((path) =>
      memberAt(scratch.path(path)),
    );
    if (!a || !b || !inA) throw new Error("unreachable");
    const again = { ...a, name: "again", directory: scratch.path("exp/./a/") };
    for (const members of [
      [a, b, again],
      [inA, b, a],
    ]) {
      const error = await errorOf(() => generateMembers(members));
      expect(error.code).toBe("SSX_MEMBER_CONFLICT");
      expect(error.directories).toHaveLength(1);
    }
    expect(() => lstatSync(scratch.path("exp"))).toThrow("ENOENT");
  });

  test("a member in a directory that is attached to it is an error", async () => {
    scratch.file("case/deck");
    symlinkSync("case", scratch.path("alias"));
    for (const place of ["case/exp/m", "alias/m", "case"]) {
      const member = memberAt(scratch.path(place), {}, { toCopy: scratch.path("case") });
      const error = await errorOf(() => generateMembers([member], { overwrite: true }));
      expect(error).toMatchObject({
        code: "SSX_COPY_INTO_ITSELF",
        sources: [scratch.path("case")],
      });
    }
    const beside = memberAt(scratch.path("case-2"), {}, { toCopy: scratch.path("case") });
    await generateMembers([beside]);
  });

  test("a file that its own filled copy would replace is an error", async () => {
    const original = scratch.file("exp/m/in.cfg", ";T;");
    symlinkSync("m", scratch.path("exp/alias"));
    for (const place of ["exp/m", "exp/alias"]) {
      const member = memberAt(scratch.path(place), { T: 1 }, { toConfigure: original });
      const error = await errorOf(() => generateMembers([member], { overwrite: true }));
      expect(error).toMatchObject({ code: "SSX_COPY_INTO_ITSELF", sources: [original] });
    }
    expect(readFileSync(original, "utf8")).toBe(";T;");
  });

  test("a file on a name that the member will write is an error", async () => {
    const out = scratch.file("m.out");
    const member = memberAt(scratch.path("exp/m"), {}, { toCopy: out });
    const reserved = ["m.err", "./m.out"];
    for (const given of [reserved, () => reserved]) {
      const error = await errorOf(() => generateMembers([member], { reserved: given }));
      expect(error.code).toBe("SSX_FILE_COLLISION");
      expect(error.sources).toContain(out);
    }
    expect(() => lstatSync(scratch.path("exp"))).toThrow("ENOENT");
  });

  test.each(["../x", "/x", "a/../../x", ".", "", "a//b", "a/", "params.json", "a\0"])(
    "a plan made by hand that would write to %j is an error",
    async (path) => {
      const files = {
        entries: [{ kind: "symlink", path, source: "s", target: "t" }],
        origins: [],
      } as const;
      const member = { ...memberAt(scratch.path("exp/m")), files };
      expect((await errorOf(() => generateMembers([member]))).code).toBe("SSX_UNSAFE_PATH");
    },
  );

  test("a value that is no number is an error that says whose it is", async () => {
    const error = await errorOf(() =>
      generateMembers([memberAt(scratch.path("exp/m"), { T: Number.NaN })]),
    );
    expect(error.code).toBe("SSX_BAD_VALUE");
    expect(error.message).toContain('"T" of "m"');
    expect(
      (await errorOf(() => generateMembers([memberAt(scratch.path("m"), { "": 1 })]))).code,
    ).toBe("SSX_BAD_NAME");
  });

  test("a relative directory is a bad argument", async () => {
    await expect(generateMembers([memberAt("exp/m")])).rejects.toThrow(TypeError);
    const staging = memberAt(scratch.path(".ssx-staging-x"));
    expect((await errorOf(() => generateMembers([staging]))).code).toBe("SSX_MEMBER_CONFLICT");
  });
});
