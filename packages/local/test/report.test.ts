import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { requireProgram } from "../../../test/require-program.ts";
import { startDriver, startDriverOnTerminal } from "./support/driver.ts";
import { scratchDirectory } from "./support/scratch.ts";
import { until } from "./support/until.ts";

const newPath = () => join(scratchDirectory(), "exp");

describe("where standard error is no terminal", () => {
  test("failures and the end are told in plain lines", async () => {
    const path = newPath();
    const driver = startDriver({
      path,
      lines: ["exit 0", "exit 3", "kill -KILL $$"],
      report: "auto",
    });
    const { stderr, stdout } = await driver.ended;

    expect(stderr.split("\n").sort()).toEqual(
      [
        "",
        expect.stringMatching(/^ssx: driven: 1 completed, 2 failed after \d+\.\d s$/),
        `ssx: m1 failed: exit code 3, see ${path}/m1/m1.err`,
        `ssx: m2 failed: SIGKILL, see ${path}/m2/m2.err`,
      ].sort(),
    );
    expect(stdout).toBe('states ["completed","failed","failed"]\n');
  });

  test("many failures are a few lines", async () => {
    const lines = Array.from({ length: 120 }, () => ["false"]);
    const { stderr } = await startDriver({ path: newPath(), lines, report: "auto" }).ended;

    expect(stderr).toMatch(/^ssx: driven: 120 failed after/m);
    expect(stderr).toMatch(/^ssx: m\d+ failed: exit code 1/m);
    expect(stderr.split("\n").length).toBeLessThan(40);
  });

  test("what a name or a path would do to a terminal is shown and not done", async () => {
    const path = join(scratchDirectory(), "exp\u001b[31m");
    const { stderr } = await startDriver({ path, lines: ["exit 3"], report: "auto" }).ended;

    expect(stderr).toContain("exp\\x1b[31m/m0/m0.err");
    expect(stderr).not.toContain("\u001b");
  });

  test("silent says nothing at all", async () => {
    const { stderr } = await startDriver({ path: newPath(), lines: ["exit 3"], report: "silent" })
      .ended;
    expect(stderr).toBe("");
  });

  test("a summary that was asked for is on standard output", async () => {
    const start = { summary: true };
    const { stdout } = await startDriver({ path: newPath(), lines: ["exit 3"], start }).ended;
    expect(stdout).toMatch(/^driven: 1 task \(m0\) on local, in \//);
    expect(stdout).toMatch(/m0 +│ failed +│ +3 │ +\d+\.\d s │/);
  });

  test("a reader that has gone does not take the driver with it", async () => {
    const path = newPath();
    const line = ": > begun; while [ ! -e ../go ]; do sleep 0.05; done; exit 3";
    const driver = startDriver({ path, lines: [line, line], report: "auto" });
    await until("they have begun", () => existsSync(join(path, "m0/begun")));
    driver.closeStderr();
    writeFileSync(join(path, "go"), "");

    expect(await driver.ended).toMatchObject({
      exitCode: 0,
      stdout: 'states ["failed","failed"]\n',
    });
  });
});

describe("on a terminal", () => {
  /** Each time the line was drawn, without what moves the cursor. */
  const drawn = (output: string) =>
    stripVTControlCharacters(output)
      .split(/[\r\n]+/)
      .map((line) => line.trimEnd())
      .filter((line) => line !== "");

  test("one line has a bar, counts and the time left, and is drawn anew in its place", async (context) => {
    requireProgram(context, "script");
    const path = newPath();
    const wait = (n: number) => `while [ ! -e ../go${n} ]; do sleep 0.05; done`;
    const lines = [wait(1), `${wait(1)}; exit 3`, wait(2), wait(2)];
    const options = { path, lines, report: "auto", launcher: { maxParallel: 4 } };
    const driver = startDriverOnTerminal(options, { columns: 100 });
    await until("all run", () => driver.stdout().includes("4 running"));
    writeFileSync(join(path, "go1"), "");
    await until("two have ended", () => driver.stdout().includes("2/4"));
    await until("the time left is told", () => driver.stdout().includes("left"));
    writeFileSync(join(path, "go2"), "");
    const { stdout, exitCode } = await driver.ended;

    expect(exitCode).toBe(0);
    const found = drawn(stdout);
    expect(found).toContainEqual(expect.stringMatching(/^driven ░{24} 0\/4 +4 running +\d/));
    expect(found).toContainEqual(
      expect.stringMatching(/^driven █{12}░{12} 2\/4 +1 completed, 1 failed, 2 running .* left$/),
    );
    expect(found).toContainEqual(
      expect.stringMatching(/^driven █{24} 4\/4 +3 completed, 1 failed/),
    );
    expect(found).toContainEqual(expect.stringMatching(/^ssx: m1 failed: exit code 3, see/));
    // It was drawn many times, and left behind but once: the other lines are the failure and the states.
    expect(stdout.split("\n").filter((line) => line !== "").length).toBeLessThanOrEqual(4);
  });

  test.for([40, 0])("of %i columns the line fits", async (columns, context) => {
    requireProgram(context, "script");
    const path = newPath();
    const driver = startDriverOnTerminal(
      { path, lines: ["exit 0", "exit 0"], report: "auto" },
      { columns },
    );
    const { stdout } = await driver.ended;

    const lines = drawn(stdout).filter((line) => line.startsWith("driven"));
    const width = columns || 80;
    for (const line of lines) expect(line.length).toBeLessThan(width);
    expect(lines.at(-1)).toMatch(/^driven █{24} 2\/2/);
  });

  test("that is dumb, plain lines are written", async (context) => {
    requireProgram(context, "script");
    const options = { path: newPath(), lines: ["exit 0"], report: "auto" };
    const { stdout } = await startDriverOnTerminal(options, { columns: 80, term: "dumb" }).ended;

    expect(stdout).toMatch(/^ssx: m0: 1 completed after/m);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toContain("█");
  });
});
