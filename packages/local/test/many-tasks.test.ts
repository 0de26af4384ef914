import { createHash } from "node:crypto";
import { createReadStream, readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Experiment } from "@ssx/core";
import { describe, expect, test } from "vitest";
import { local } from "../src/index.ts";
import { outputOf, quietExperiment, shellModel, WAYS } from "./support/experiments.ts";
import { gateIn } from "./support/gate.ts";
import { processesIn, programsIn } from "./support/processes.ts";
import { scratchDirectory } from "./support/scratch.ts";
import { until } from "./support/until.ts";

/** A thousand processes take their time to begin. */
const BUSY_MS = 100_000;

/** How many of these were there at once, from a begin and an end of each. */
function mostAtOnce(spans: readonly (readonly [begin: number, end: number])[]): number {
  return Math.max(...spans.map(([at]) => spans.filter(([b, e]) => b <= at && at < e).length));
}

describe.each(WAYS)("output of %s", (way) => {
  test("100 MB of it arrive whole", async () => {
    const exp = quietExperiment();
    const line = "yes 0123456789 | head -c 100000000; yes err | head -c 1000000 >&2";
    const model = shellModel(exp, "m", line, { way });
    await exp.start(model);

    const { outputPath, errorPath } = exp.inspect(model);
    expect(statSync(outputPath).size).toBe(100_000_000);
    expect(statSync(errorPath).size).toBe(1_000_000);
    const expected = createHash("sha256");
    const block = Buffer.from("0123456789\n".repeat(100_000));
    for (let left = 100_000_000; left > 0; left -= block.length) {
      expected.update(block.subarray(0, Math.min(left, block.length)));
    }
    const found = createHash("sha256");
    await pipeline(createReadStream(outputPath), found);
    expect(found.digest("hex")).toBe(expected.digest("hex"));
  });
});

test("500 tasks run at the same time when they may", { timeout: 240_000 }, async () => {
  const exp = quietExperiment({ maxParallel: 500 });
  const gate = gateIn(scratchDirectory());
  const ensemble = exp.createEnsemble("e", {
    replicas: 500,
    runSettings: exp.createRunSettings("dd", { exeArgs: gate.waitingDd }),
  });
  await exp.start(ensemble, { block: false });
  await until("all are known to run", () => exp.inspect(ensemble).counts.running === 500, BUSY_MS);
  await until("all run", () => programsIn(exp.path, "dd").length === 500, BUSY_MS);
  gate.open(500);

  expect(await exp.wait()).toMatchObject({ completed: 500, ok: true });
  await until("nothing is left", () => processesIn(exp.path).length === 0);
});

test("no more tasks run at once than maxParallel, and that many do", async () => {
  const exp = quietExperiment({ maxParallel: 3 });
  const models = Array.from({ length: 12 }, (_, i) =>
    shellModel(exp, `m${i}`, "date +%s%N; sleep 0.2; date +%s%N"),
  );
  await exp.start(models);

  const spans = models.map((model) => {
    const [begin, end] = outputOf(exp, model).trim().split("\n").map(Number);
    return [begin, end] as [number, number];
  });
  expect(mostAtOnce(spans)).toBe(3);
});

test("without maxParallel as many run at once as there are processors", async () => {
  const exp = new Experiment("exp", {
    launcher: local(),
    path: join(scratchDirectory(), "exp"),
    report: "silent",
  });
  const count = availableParallelism();
  const models = Array.from({ length: count + 3 }, (_, i) =>
    shellModel(exp, `m${i}`, "exec sleep 600"),
  );
  await exp.start(models, { block: false });
  await until(
    "they run",
    () => exp.summary().rows.filter((r) => r.state === "running").length === count,
  );

  expect(programsIn(exp.path, "sleep")).toHaveLength(count);
  await exp.stop(models);
});

test("two starts at once share the width", async () => {
  const exp = quietExperiment({ maxParallel: 2 });
  const models = Array.from({ length: 8 }, (_, i) =>
    shellModel(exp, `m${i}`, "date +%s%N; sleep 0.1; date +%s%N"),
  );
  const outcomes = await Promise.all([exp.start(models.slice(0, 4)), exp.start(models.slice(4))]);

  expect(outcomes.map(({ completed }) => completed)).toEqual([4, 4]);
  const spans = models.map((model) => {
    const [begin, end] = outputOf(exp, model).trim().split("\n").map(Number);
    return [begin, end] as [number, number];
  });
  expect(mostAtOnce(spans)).toBe(2);
});

test("300 tasks leave no descriptor, no process and no warning behind", async () => {
  const exp = quietExperiment({ maxParallel: 4 });
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on("warning", onWarning);
  const settings = exp.createRunSettings("true");
  await exp.start(exp.createEnsemble("first", { replicas: 10, runSettings: settings }));
  await until("all shells are gone", () => processesIn(exp.path).length === 0);
  const before = readdirSync("/proc/self/fd").length;
  const listenersBefore = process.listenerCount("SIGINT");

  const together = exp.createEnsemble("together", { replicas: 250, runSettings: settings });
  const apart = exp.createEnsemble("apart", { replicas: 40, runSettings: settings });
  const outcomes = await Promise.all([
    exp.start(together),
    ...[...apart].map((member) => exp.start(member)),
  ]);
  process.off("warning", onWarning);

  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  await until("all shells are gone", () => processesIn(exp.path).length === 0);
  await until("their pipes are closed", () => readdirSync("/proc/self/fd").length <= before);
  expect(process.listenerCount("SIGINT")).toBeLessThanOrEqual(listenersBefore);
  expect(warnings).toEqual([]);
});
