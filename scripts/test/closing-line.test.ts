import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closingLine, sumCounts } from "../counts.mjs";

test("skipped tests are named only where there are any", () => {
  expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
});

test("counts add up", () => {
  const part = { passed: 1, failed: 2, skipped: 3 };
  expect(sumCounts([part, part])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});

// Inside the repository, so that the files find vitest.
const tools = resolve(".tools");
let project: string;
beforeEach(() => {
  mkdirSync(tools, { recursive: true });
  project = mkdtempSync(join(tools, "reporter-test-"));
  const reporter = JSON.stringify(resolve("scripts/closing-line-reporter.mjs"));
  write("vitest.config.mjs", `export default { test: { reporters: ["default", ${reporter}] } };`);
});
afterEach(() => rmSync(project, { recursive: true }));

function write(file: string, text: string) {
  writeFileSync(join(project, file), text);
}

function runVitest(counts = "") {
  const args = ["node_modules/vitest/vitest.mjs", "run", "--root", project];
  const env = { ...process.env, SSX_TEST_COUNTS: counts };
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8", env });
  return { status, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

const passing = `import { test } from "vitest"; test("one", () => {}); test.skip("two", () => {});`;

test("a file that fails to load counts as a failure", () => {
  write("good.test.mjs", passing);
  write("broken.test.mjs", `import "./does-not-exist.mjs";`);
  expect(runVitest()).toEqual({ status: 1, lastLine: "1 passed, 1 failed, 1 skipped" });
});

test("so do a hook that throws, and an error that nobody handles", () => {
  write(
    "hook.test.mjs",
    `
    import { beforeAll, describe, test } from "vitest";
    describe("group", () => { beforeAll(() => { throw new Error("hook"); }); test("never runs", () => {}); });
    test("stray", async () => {
      setTimeout(() => { throw new Error("stray"); }, 1);
      await new Promise((done) => setTimeout(done, 50));
    });
  `,
  );
  expect(runVitest()).toEqual({ status: 1, lastLine: "1 passed, 2 failed, 1 skipped" });
});

test("a run without a single test is a failure", () => {
  expect(runVitest()).toEqual({ status: 1, lastLine: "0 passed, 1 failed" });
});

test("the counts go to a file where one is named", () => {
  write("good.test.mjs", passing);
  const file = join(project, "counts.json");
  expect(runVitest(file)).toMatchObject({ status: 0 });
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ passed: 1, failed: 0, skipped: 1 });
});
