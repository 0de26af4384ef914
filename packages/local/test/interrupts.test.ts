import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Driver, type DriverOptions, startDriver } from "./support/driver.ts";
import { processesIn } from "./support/processes.ts";
import { scratchDirectory } from "./support/scratch.ts";
import { until } from "./support/until.ts";

const POLITE = "trap 'echo bye; exit 9' TERM; : > begun; while :; do sleep 0.05; done";
const STUBBORN = "trap '' TERM; : > begun; while :; do sleep 600; done";

/** A driver whose first so many tasks have begun. */
async function running(
  options: Omit<DriverOptions, "path">,
  begun: number,
): Promise<Driver & { path: string }> {
  const path = join(scratchDirectory(), "exp");
  const driver = startDriver({ ...options, path });
  for (let index = 0; index < begun; index++) {
    await until(`task ${index} has begun`, () => existsSync(join(path, `m${index}/begun`)));
  }
  return { ...driver, path };
}

const nothingIsLeft = (path: string) =>
  until("nothing is left running", () => processesIn(path).length === 0);

describe.each([
  ["steps", false, ["SIGINT", "SIGTERM", "SIGHUP"]],
  ["batch jobs", true, ["SIGINT"]],
] as const)("a driver that waits for %s", (_what, batch, signals) => {
  test.each(signals)("answers %s by stopping them, says so, and dies of it", async (signal) => {
    const lines = [POLITE, POLITE, POLITE];
    const launcher = { maxParallel: 2 };
    const driver = await running({ lines, batch, launcher }, 2);
    driver.kill(signal);
    const ended = await driver.ended;

    expect(ended).toMatchObject({ exitCode: null, signal });
    // What has just begun is not always known to run.
    expect(ended.stderr).toMatch(
      new RegExp(`${signal}: stopping (2 running and 1|1 running and 2) waiting tasks`),
    );
    expect(ended.stderr).toMatch(/stopped 3 tasks/);
    expect(ended.stdout).not.toContain("states");
    const output = (index: number) =>
      readFileSync(join(driver.path, `m${index}/m${index}.out`), "utf8");
    expect([output(0), output(1)]).toEqual(["bye\n", "bye\n"]);
    expect(existsSync(join(driver.path, "m2/begun"))).toBe(false);
    await nothingIsLeft(driver.path);
  });

  test("leaves at once at the second Ctrl-C, and leaves nothing running", async () => {
    const driver = await running(
      { lines: [STUBBORN, STUBBORN, POLITE], batch, launcher: { maxParallel: 2 } },
      2,
    );
    driver.kill("SIGINT");
    await until("it said what it does", () => driver.stderr().includes("SIGINT: stopping"));
    const before = Date.now();
    driver.kill("SIGINT");
    const ended = await driver.ended;

    expect(ended).toMatchObject({ exitCode: null, signal: "SIGINT" });
    // Less than the time between TERM and KILL, which would have ended them too.
    expect(Date.now() - before).toBeLessThan(4_000);
    await nothingIsLeft(driver.path);
    expect(existsSync(join(driver.path, "m2/begun"))).toBe(false);
  });

  test("leaves them alone when they are not to be killed", async () => {
    const line = "trap '' TERM; : > begun; while [ ! -e ../go ]; do sleep 0.05; done; exit 4";
    const driver = await running(
      {
        lines: [line, line],
        batch,
        launcher: { maxParallel: 2 },
        start: { killOnInterrupt: false },
      },
      2,
    );
    driver.kill("SIGINT");
    const ended = await driver.ended;

    expect(ended).toMatchObject({ exitCode: null, signal: "SIGINT" });
    expect(ended.stderr).toMatch(/SIGINT: [12] of 2 tasks go on/);
    expect(processesIn(driver.path).length).toBeGreaterThanOrEqual(2);
    writeFileSync(join(driver.path, "go"), "");
    await nothingIsLeft(driver.path);
    expect(verdictsIn(driver.path)).toHaveLength(2);
  });

  test("goes on after it when it has a listener of its own", async () => {
    const driver = await running({ lines: [POLITE, POLITE], batch, ownListener: "SIGINT" }, 2);
    driver.kill("SIGINT");
    const ended = await driver.ended;

    expect(ended).toMatchObject({ exitCode: 0, signal: null });
    expect(ended.stdout).toContain("heard SIGINT");
    expect(ended.stdout).toContain("interrupted");
    expect(ended.stdout).toContain('states ["cancelled","cancelled"]');
    await nothingIsLeft(driver.path);
  });
});

test("a driver that does not wait is guarded as well", async () => {
  const driver = await running({ lines: [POLITE], start: { block: false } }, 1);
  driver.kill("SIGINT");

  expect(await driver.ended).toMatchObject({ exitCode: null, signal: "SIGINT" });
  await nothingIsLeft(driver.path);
});

test("once its tasks have ended, a driver is interrupted like any other program", async () => {
  const driver = await running({ lines: ["exit 0"], start: { block: false } }, 0);
  const ended = await driver.ended;
  expect(ended).toMatchObject({ exitCode: 0, signal: null });
  expect(ended.stdout).toMatch(/states \["(queued|running|completed)"\]/);
});

/** `e <id> <exit status> <signal> <time>` in the logs of steps and jobs. */
function verdictsIn(path: string): string[] {
  const runs = join(path, ".ssx/runs");
  const logs = readdirSync(runs, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".log"),
  );
  return logs.flatMap(
    (name) => readFileSync(join(runs, name), "utf8").match(/^e \d+ 4 - \d+\.\d+$/gm) ?? [],
  );
}
