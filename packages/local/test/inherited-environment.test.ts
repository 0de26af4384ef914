import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startDriver } from "./support/driver.ts";
import { environmentProbe, probedEnvironment } from "./support/probe.ts";
import { scratchDirectory } from "./support/scratch.ts";

/** What every shell on the way sets anew (and PS1, which a shell without a terminal drops). */
const SHELLS_OWN = ["_", "SHLVL", "PWD", "OLDPWD"];

describe.each([
  ["a step", false],
  ["a batch job", true],
])("what a driver has in its environment, for %s", (_way, batch) => {
  async function run(lines: readonly (string | string[])[], env: NodeJS.ProcessEnv) {
    const path = join(scratchDirectory(), "exp");
    const driver = startDriver({ path, lines, batch }, env);
    const ended = await driver.ended;
    expect(ended.stderr).toContain(`${lines.length} completed`);
    expect(ended).toMatchObject({ exitCode: 0, signal: null });
    return lines.map((_line, index) => readFileSync(join(path, `m${index}/m${index}.out`), "utf8"));
  }

  test("is inherited whole, exported functions and odd names too", async () => {
    const env = {
      "a.b": "dotted",
      "x-y": "dashed",
      PLAIN: "  two\nlines ",
      EMPTY: "",
      LINES: "5",
      HOSTNAME: "here",
      "BASH_FUNC_greet%%": "() {  echo hello\n}",
      CDPATH: "/usr",
      POSIXLY_CORRECT: "1",
    };
    const [probed = "", greeting] = await run([[environmentProbe()], ["bash", "-c", "greet"]], env);
    const found = probedEnvironment(probed);
    for (const name of SHELLS_OWN) found.delete(name);
    const expected = new Map(Object.entries({ ...process.env, ...env }).map(([k, v]) => [k, [v]]));
    for (const name of SHELLS_OWN) expected.delete(name);

    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    expect(greeting).toBe("hello\n");
  });

  test("does not disturb, whatever a shell would do with it", async () => {
    const profile = join(scratchDirectory(), "profile");
    writeFileSync(profile, "echo noise; echo noise >&2; cd /; set -u\n");
    const [where, failed] = await run(["pwd", "sh -c 'exit 137' || echo $?"], {
      BASH_ENV: profile,
      ENV: profile,
      CDPATH: "/usr:/tmp",
      IFS: "x",
      // Not installed anywhere: bash complains of it on its standard error.
      LC_ALL: "xx_XX.UTF-8",
      PS4: "$(echo pwned >&2)",
      GLOBIGNORE: "*",
      BASH_COMPAT: "9",
      ssx_width: "7",
      SSX_NOTES: "/dev/null",
    });
    expect(where).toMatch(/\/exp\/m0\n$/);
    expect(failed).toBe("137\n");
  });
});

test.each([
  ["a step", false],
  ["a batch job", true],
])("an exported function that has a builtin's name does not disturb %s", async (_way, batch) => {
  const path = join(scratchDirectory(), "exp");
  const functions = ["cd", "echo", "exec", "wait", "kill", "trap", "export", "t"];
  const env = functions.map((name) => [`BASH_FUNC_${name}%%`, "() {  exit 9\n}"]);
  const driver = startDriver({ path, batch, lines: ["pwd", "exit 3"] }, Object.fromEntries(env));
  const { stderr } = await driver.ended;

  expect(readFileSync(join(path, "m0/m0.out"), "utf8")).toBe(`${path}/m0\n`);
  expect(stderr).toContain("1 completed, 1 failed");
});

test("a complaint of the shell about the driver's locale is not taken for the task's end", async () => {
  const path = join(scratchDirectory(), "exp");
  const lines = ["exit 3", "exit 137", "kill -KILL $$"];
  const driver = startDriver(
    { path, lines, launcher: { maxParallel: 1 } },
    { LC_ALL: "xx_XX.UTF-8" },
  );
  const { stderr } = await driver.ended;

  expect(stderr).toMatch(/m0 failed: exit code 3,/);
  expect(stderr).toMatch(/m1 failed: exit code 137,/);
  expect(stderr).toMatch(/m2 failed: SIGKILL,/);
});
