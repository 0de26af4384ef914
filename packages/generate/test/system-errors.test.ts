import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generateMembers, mergeParamsTable } from "../src/index.ts";
import { useBuiltPackage } from "./built-package.ts";
import { errorOf, memberAt } from "./member-helpers.ts";
import { treeOf, useScratch } from "./scratch.ts";

const scratch = useScratch();
const builtPackage = useBuiltPackage();

describe("an error of the system", () => {
  test("says what was tried, what came back and what to do", async () => {
    const file = scratch.file("a\nfile");
    for (const path of [`${file}/m`, `${file}/exp/m`]) {
      const error = await errorOf(() => generateMembers([memberAt(path)]));
      expect(error.code).toBe("SSX_GENERATE_IO");
      expect(error.cause).toMatchObject({ code: "ENOTDIR" });
      expect(error.message).toMatch(/cannot .*a\\nfile.*ENOTDIR.*; .*generate again/);
      expect(error.message).not.toContain("\n");
    }
    const table = await errorOf(() => mergeParamsTable(`${file}/params.csv`, []));
    expect(table.code).toBe("SSX_GENERATE_IO");
  });

  test("names the source when that has gone, and leaves nothing behind", async () => {
    const files = { toCopy: scratch.file("data"), toConfigure: scratch.file("deck") };
    for (const gone of [files.toCopy, files.toConfigure]) {
      const member = memberAt(scratch.path("exp/m"), {}, files);
      rmSync(gone);
      const error = await errorOf(() => generateMembers([member]));
      expect(error).toMatchObject({ code: "SSX_GENERATE_IO", path: gone });
      expect(existsSync(scratch.path("exp")) ? readdirSync(scratch.path("exp")) : []).toEqual([]);
      writeFileSync(gone, "");
    }
  });

  test.each([false, true])(
    "in the middle of a file (overwrite %j) leaves no half of it",
    async (overwrite) => {
      const deck = scratch.file("deck", ";V;");
      const member = (name: string, V: string) =>
        memberAt(scratch.path("exp", name), { V }, { toConfigure: deck });
      if (overwrite) await generateMembers([member("m1", "old"), member("m2", "old")]);
      const input = scratch.file(
        "input.json",
        JSON.stringify([member("m1", "new"), member("m2", "v".repeat(200_000))]),
      );
      const script = `
      import { readFileSync } from "node:fs";
      import { generateMembers } from ${JSON.stringify(builtPackage())};
      process.on("SIGXFSZ", () => {});
      const members = JSON.parse(readFileSync(${JSON.stringify(input)}, "utf8"));
      await generateMembers(members, { overwrite: ${overwrite} }).catch(({ code, message, path, cause }) =>
        console.log(JSON.stringify({ code, message, path, cause })));`;
      // A full disk, as far as one process can have it for itself.
      const limited = 'ulimit -f 64; exec "$0" --input-type=module -e "$1"';
      const { stdout } = spawnSync("sh", ["-c", limited, process.execPath, script], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      });
      const error = JSON.parse(stdout);
      expect(error).toMatchObject({
        code: "SSX_GENERATE_IO",
        path: scratch.path("exp/m2/deck"),
        cause: { code: "EFBIG" },
      });
      expect(error.message).toContain("ulimit -f");
      const tree = treeOf(scratch.path("exp"));
      expect(Object.keys(tree).filter((path) => path.includes("staging"))).toEqual([]);
      expect(tree["m1/deck"]).toBe("new");
      expect(tree["m2/deck"]).toBe(overwrite ? "old" : undefined);
    },
  );
});
