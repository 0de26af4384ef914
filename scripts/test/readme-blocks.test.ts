import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { extractModules } from "../readme-blocks.mjs";

const fence = "```";

test("each ts block is a module of its own, and its lines keep their numbers", () => {
  const markdown = `# Title\n\n${fence}ts\nconst a = 1;\n${fence}\n\n${fence}ts\nconst a = 2;\n${fence}\n`;
  expect(extractModules(markdown)).toEqual([
    { line: 4, source: "\n\n\nconst a = 1;\n" },
    { line: 8, source: "\n\n\n\n\n\n\nconst a = 2;\n" },
  ]);
});

test("a block that continues is appended to the one before", () => {
  const markdown = `${fence}ts\nconst a = 1;\n${fence}\nthen\n${fence}ts continues\nexport const b = a;\n${fence}\n`;
  expect(extractModules(markdown)).toEqual([
    { line: 2, source: "\nconst a = 1;\n\n\n\nexport const b = a;\n" },
  ]);
});

test("a block that continues needs one before it", () => {
  expect(() => extractModules(`${fence}ts continues\na;\n${fence}\n`)).toThrow(
    /line 1: .*no block/,
  );
});

test("other languages, and fences shown inside longer fences, are left alone", () => {
  const markdown = `${fence}sh\nls\n${fence}\n\n${fence}${fence}md\n${fence}ts\nnope(\n${fence}\n${fence}${fence}\n`;
  expect(extractModules(markdown)).toEqual([]);
});

test("a block in a list loses the list's indentation", () => {
  const markdown = `1. First\n\n   ${fence}ts\n   if (true) {\n     1;\n   }\n   ${fence}\n`;
  expect(extractModules(markdown)[0]?.source).toBe("\n\n\nif (true) {\n  1;\n}\n");
});

test("a fence that is never closed is an error", () => {
  expect(() => extractModules(`\n${fence}ts\nconst a = 1;\n`)).toThrow(/line 2: .*never closed/);
});

const directory = mkdtempSync(join(tmpdir(), "ssx-readme-"));
afterAll(() => rmSync(directory, { recursive: true }));

function check(markdown: string) {
  const file = join(directory, "page.md");
  writeFileSync(file, markdown);
  return spawnSync(process.execPath, ["scripts/check-readmes.mjs", file], { encoding: "utf8" });
}

test("a block may be statements with a top-level await, and may import the packages", () => {
  const { status, stdout } = check(
    `${fence}ts\nimport * as settings from "@ssx/settings";\nconst x: object = await Promise.resolve(settings);\n${fence}\n`,
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: "1 blocks, all compile\n" });
});

test("what does not compile is reported by the page's own line", () => {
  const { status, stdout } = check(
    `Text.\n\n${fence}ts\n// fine\nconst n: number = "1";\n${fence}\n`,
  );
  expect(stdout).toContain("page.md:5:7: error TS2322");
  expect(status).toBe(1);
});
