import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Experiment, Model, TaskChange } from "@ssx/core";
import { expect, expectTypeOf, test } from "vitest";
import { quietExperiment, shellModel, untilFile } from "./support/experiments.ts";

const WAITING = ": > begun; while [ ! -e go ]; do sleep 0.05; done; exit 0";

function letGo(model: Model): void {
  writeFileSync(join(model.path, "go"), "");
}

/** For each task the states that it went through. */
function paths(changes: readonly TaskChange[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { name, from, state } of changes) {
    found[name] ??= [from];
    expect(found[name].at(-1)).toBe(from);
    found[name].push(state);
  }
  return found;
}

async function collect(exp: Experiment): Promise<TaskChange[]> {
  const changes: TaskChange[] = [];
  for await (const change of exp.changes()) changes.push(change);
  return changes;
}

test("without block, start returns before the end, and wait goes on from there", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", WAITING);
  const outcome = await exp.start(model, { block: false });
  expect(outcome.completed).toBe(0);
  expect(outcome.queued + outcome.running).toBe(1);
  expect(outcome.ok).toBe(false);
  await untilFile(model, "begun");
  letGo(model);

  expect(await exp.wait(model)).toMatchObject({ completed: 1, ok: true });
  expect(await exp.wait()).toMatchObject({ completed: 1, ok: true });
});

test("waiting for one does not wait for others", async () => {
  const exp = quietExperiment();
  const slow = shellModel(exp, "slow", WAITING);
  const quick = shellModel(exp, "quick", "exit 2");
  await exp.start([slow, quick], { block: false });

  expect(await exp.wait(quick)).toMatchObject({ failed: 1, running: 0, ok: false });
  await untilFile(slow, "begun");
  letGo(slow);
  expect(await exp.wait()).toMatchObject({ completed: 1, failed: 1 });
});

test("waiting gives up after its timeout, and the task goes on", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", WAITING);
  await exp.start(model, { block: false });
  await expect(exp.wait(model, { timeout: 100 })).rejects.toMatchObject({
    code: "SSX_WAIT_TIMEOUT",
    message: expect.stringContaining("1 of 1 tasks"),
  });
  await untilFile(model, "begun");
  expect(exp.getStatus(model)).toBe("running");
  letGo(model);

  expect(await exp.wait(model, { timeout: 60_000 })).toMatchObject({ ok: true });
});

test("waiting gives up at a signal with its reason, and the task goes on", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", WAITING);
  const controller = new AbortController();
  const started = exp.start(model, { signal: controller.signal });
  await untilFile(model, "begun");
  const waited = exp.wait(model, { signal: controller.signal, timeout: 60_000 });
  controller.abort(new Error("enough"));
  await expect(started).rejects.toThrow("enough");
  await expect(waited).rejects.toThrow("enough");
  await expect(exp.wait(model, { signal: controller.signal })).rejects.toThrow("enough");
  letGo(model);

  expect(await exp.wait()).toMatchObject({ ok: true });
});

test("a start with a signal that has fired starts nothing", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", "exit 0");
  await expect(exp.start(model, { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow(
    "no",
  );
  expect(exp.getStatus(model)).toBe("new");
});

test("changes tells every step of every task, in order, and ends when all have ended", async () => {
  const exp = quietExperiment({ maxParallel: 4 });
  const codes = Array.from({ length: 40 }, (_, i) => i % 3);
  const models = codes.map((code, i) => shellModel(exp, `m${i}`, `exit ${code}`));
  const collected = collect(exp);
  await exp.start(models);
  const changes = await collected;

  const expected = codes.map((code, i) => [
    `m${i}`,
    ["new", "queued", "running", code === 0 ? "completed" : "failed"],
  ]);
  expect(paths(changes)).toEqual(Object.fromEntries(expected));
  const failed = changes.find(({ name, state }) => name === "m2" && state === "failed");
  expect(failed).toMatchObject({ exitCode: 2, reason: "exit", signal: undefined, attempt: 1 });
  expect(failed?.at).toBeInstanceOf(Date);
});

test("changes that come before the first look at them are not lost", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", "exit 0");
  const changes = exp.changes();
  await exp.start(model);
  const states: string[] = [];
  for await (const { state } of changes) states.push(state);

  expect(states).toEqual(["queued", "running", "completed"]);
});

test("changes can be given up, and can be left in the middle", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", WAITING);
  const controller = new AbortController();
  const followed = (async () => {
    for await (const _ of exp.changes({ signal: controller.signal }));
  })();
  await exp.start(model, { block: false });
  for await (const { state } of exp.changes()) if (state === "running") break;
  controller.abort(new Error("enough"));
  await expect(followed).rejects.toThrow("enough");
  await untilFile(model, "begun");
  letGo(model);
  expect(await exp.wait()).toMatchObject({ ok: true });
});

test("the event change tells the same, with its types", async () => {
  const exp = quietExperiment();
  const heard: TaskChange[] = [];
  exp.on("change", (change) => {
    expectTypeOf(change).toEqualTypeOf<TaskChange>();
    heard.push(change);
  });
  exp.on("warning", (message) => expectTypeOf(message).toEqualTypeOf<string>());
  const collected = collect(exp);
  await exp.start([shellModel(exp, "a", "exit 0"), shellModel(exp, "b", "exit 1")]);

  expect(heard).toEqual(await collected);
});

test("many who wait with one signal are no reason for a warning", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", WAITING);
  await exp.start(model, { block: false });
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on("warning", onWarning);
  const { signal } = new AbortController();
  const waits = Array.from({ length: 30 }, () => exp.wait(model, { signal }));
  await untilFile(model, "begun");
  letGo(model);
  await Promise.all(waits);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", onWarning);

  expect(warnings).toEqual([]);
});
