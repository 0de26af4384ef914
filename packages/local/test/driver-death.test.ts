import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type DriverOptions, startDriver } from "./support/driver.ts";
import { processesIn } from "./support/processes.ts";
import { scratchDirectory } from "./support/scratch.ts";
import { until } from "./support/until.ts";

const LINE = "echo before; : > begun; while [ ! -e ../go ]; do sleep 0.05; done; echo after; exit";

/** Kills a driver when its first two tasks have begun, and hands over the experiment's directory. */
async function killedDriver(options: Omit<DriverOptions, "path">): Promise<string> {
  const path = join(scratchDirectory(), "exp");
  const driver = startDriver({ ...options, path });
  for (const name of ["m0", "m1"]) {
    await until(`${name} has begun`, () => existsSync(join(path, name, "begun")));
  }
  driver.kill("SIGKILL");
  expect(await driver.ended).toMatchObject({ signal: "SIGKILL" });
  return path;
}

function logsIn(path: string, kind: "steps" | "jobs"): string {
  const [run = ""] = readdirSync(join(path, ".ssx/runs"));
  const folder = join(path, ".ssx/runs", run, kind);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".log"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
}

describe.each([
  ["steps", false],
  ["jobs", true],
] as const)("when a driver of %s is killed", (kind, batch) => {
  test("what runs goes on and leaves its verdict, and what waits never begins", async () => {
    const lines = [`${LINE} 0`, `${LINE} 5`, `${LINE} 0`, `${LINE} 0`];
    const path = await killedDriver({ lines, batch, launcher: { maxParallel: 2 } });
    expect(logsIn(path, kind)).not.toMatch(/^e/m);
    const before = Date.now() / 1000;
    writeFileSync(join(path, "go"), "");

    await until("no task and no shell is left", () => processesIn(path).length === 0);
    const log = logsIn(path, kind);
    const ends = [...log.matchAll(/^e (\d+) (\d+) (\S+) (\S+)\n/gm)].map((match) => match.slice(1));
    expect(ends.map(([id, status, signal]) => [id, status, signal]).sort()).toEqual([
      ["0", "0", "-"],
      ["1", "5", "-"],
    ]);
    for (const [, , , at] of ends) expect(Number(at)).toBeGreaterThanOrEqual(before);
    expect(log.match(/^s [01] \d+ \d+\.\d+$/gm)).toHaveLength(2);
    expect(readFileSync(join(path, "m1/m1.out"), "utf8")).toBe("before\nafter\n");
    expect(existsSync(join(path, "m2/begun")) || existsSync(join(path, "m3/begun"))).toBe(false);
  });

  test("a task that is killed later on leaves that as its verdict", async () => {
    const lines = [`${LINE} 0`, ": > begun; exec sleep 600"];
    const path = await killedDriver({ lines, batch });
    // The shell that watches it is in the same directory, and leads a session.
    const task = processesIn(join(path, "m1")).find(
      ({ pid, group, session }) => pid === group && pid !== session,
    );
    process.kill(task?.pid as number, "SIGTERM");
    writeFileSync(join(path, "go"), "");

    await until("no task and no shell is left", () => processesIn(path).length === 0);
    expect(logsIn(path, kind)).toMatch(/^e 1 143 15 \d+\.\d+$/m);
  });
});

test("members of one job that have not begun still begin, because the job has a life of its own", async () => {
  const path = join(scratchDirectory(), "exp");
  const driver = startDriver({
    lines: [`${LINE} 0`, `${LINE} 0`, `${LINE} 0`],
    ensemble: true,
    path,
  });
  await until("the first has begun", () => existsSync(join(path, "e/e_0/begun")));
  driver.kill("SIGKILL");
  await driver.ended;
  writeFileSync(join(path, "e/go"), "");

  await until("nothing is left", () => processesIn(path).length === 0);
  expect(logsIn(path, "jobs").match(/^e [012] 0 - \d+\.\d+$/gm)).toHaveLength(3);
  expect(readFileSync(join(path, "e/e_2/e_2.out"), "utf8")).toBe("before\nafter\n");
});
