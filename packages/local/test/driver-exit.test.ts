import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startDriver } from "./support/driver.ts";
import { processesIn } from "./support/processes.ts";
import { runIn, userProject } from "./support/project.ts";
import { scratchDirectory } from "./support/scratch.ts";
import { until } from "./support/until.ts";

describe.each([
  ["steps", false],
  ["batch jobs", true],
])("a driver of %s", (_what, batch) => {
  test("that does not wait stays until all have ended, also what has to wait for its turn", async () => {
    const path = join(scratchDirectory(), "exp");
    const lines = Array.from({ length: 4 }, () => "sleep 0.2; echo done");
    const start = { block: false };
    const driver = startDriver({ path, lines, batch, start, launcher: { maxParallel: 1 } });

    expect(await driver.ended).toMatchObject({ exitCode: 0, signal: null });
    for (const [i] of lines.entries()) {
      expect(readFileSync(join(path, `m${i}/m${i}.out`), "utf8")).toBe("done\n");
    }
  });

  test("ends when there is nothing left to do", async () => {
    const path = join(scratchDirectory(), "exp");
    const driver = startDriver({ path, lines: ["exit 0", "exit 3"], batch });
    await until("it has told the states", () => driver.stdout().includes("states"));
    const before = Date.now();
    await driver.ended;
    // Less than any interval at which it may look for something.
    expect(Date.now() - before).toBeLessThan(4_000);
  });

  test("ends though a task has left something running with its output open", async () => {
    const path = join(scratchDirectory(), "exp");
    const driver = startDriver({ path, lines: ["sleep 600 & exit 0"], batch });
    expect(await driver.ended).toMatchObject({ exitCode: 0, signal: null });
    expect(processesIn(path)).toHaveLength(1);
  });
});

test("a driver that exits in the middle leaves its tasks to end by themselves", async () => {
  const project = userProject({
    "main.mjs": `
import { Experiment } from "@ssx/core";
import { local } from "@ssx/local";
const exp = new Experiment("exp", { launcher: local({ maxParallel: 1 }) });
const line = ": > begun; while [ ! -e ../go ]; do sleep 0.05; done; exit 4";
const models = ["a", "b"].map((name) =>
  exp.createModel(name, exp.createRunSettings("sh", { exeArgs: ["-c", line] })),
);
exp.on("change", ({ state }) => state === "running" && process.exit(7));
await exp.start(models);
`,
  });
  const { exitCode } = await runIn(project, "main.mjs", ["sh", "sleep"]).ended;
  expect(exitCode).toBe(7);
  await until("the first has begun", () => existsSync(join(project, "exp/a/begun")));
  writeFileSync(join(project, "exp/go"), "");
  await until("nothing is left", () => processesIn(project).length === 0);
  expect(existsSync(join(project, "exp/b/begun"))).toBe(false);
});

test("a listener that throws is a mistake that is seen, and does not stop anything", async () => {
  const project = userProject({
    "main.mjs": `
import { Experiment } from "@ssx/core";
import { local } from "@ssx/local";
const seen = [];
process.on("uncaughtException", (error) => seen.push(error.message));
const exp = new Experiment("exp", { launcher: local({ maxParallel: 2 }), report: "silent" });
const ensemble = exp.createEnsemble("e", { replicas: 6, runSettings: exp.createRunSettings("true") });
exp.on("change", ({ state }) => {
  throw new Error(state);
});
const { completed } = await exp.start(ensemble);
console.log(completed, seen.length, [...new Set(seen)].sort().join());
`,
  });
  const { exitCode, stdout } = await runIn(project, "main.mjs", ["true"]).ended;
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "6 18 completed,queued,running\n" });
});
