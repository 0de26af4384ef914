import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { quietExperiment, shellModel, WAYS } from "./support/experiments.ts";

const EXITS = [0, 1, 3, 126, 127, 128, 129, 130, 137, 139, 141, 143, 200, 255];
const SIGNALS = ["KILL", "TERM", "INT", "PIPE", "SEGV", "ABRT", "HUP", "QUIT", "USR1", "ALRM"];

describe.each(WAYS)("the ending of %s", (way) => {
  test("an exit code is that exit code, whatever signal it looks like", async () => {
    const exp = quietExperiment();
    const models = EXITS.map((code) => shellModel(exp, `exit${code}`, `exit ${code}`, { way }));
    const outcome = await exp.start(models);

    expect(outcome).toMatchObject({ completed: 1, failed: EXITS.length - 1, ok: false });
    for (const [index, code] of EXITS.entries()) {
      expect(exp.inspect(models[index] as (typeof models)[0])).toMatchObject({
        state: code === 0 ? "completed" : "failed",
        reason: code === 0 ? undefined : "exit",
        exitCode: code,
        signal: undefined,
      });
    }
  });

  test("a death by signal is that signal and no exit code", async () => {
    const exp = quietExperiment();
    const models = SIGNALS.map((signal) => shellModel(exp, signal, `kill -${signal} $$`, { way }));
    await exp.start(models);

    for (const model of models) {
      expect(exp.inspect(model), model.name).toMatchObject({
        state: "failed",
        reason: "signal",
        signal: `SIG${model.name}`,
        exitCode: undefined,
      });
    }
  });

  test("the times are the task's own", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "date +%s%N; sleep 0.3; date +%s%N", { way });
    const before = Date.now();
    await exp.start(model);
    const after = Date.now();
    const { startedAt, endedAt } = exp.inspect(model);
    const started = startedAt?.getTime() ?? Number.NaN;
    const ended = endedAt?.getTime() ?? Number.NaN;

    expect(started).toBeGreaterThanOrEqual(before - 1);
    expect(ended).toBeLessThanOrEqual(after + 1);
    expect(ended - started).toBeGreaterThanOrEqual(300);
  });

  test("ends that come one after another on one shell are not mixed up", async () => {
    const exp = quietExperiment({ maxParallel: 1 });
    const lines = ["exit 137", "kill -KILL $$", "exit 3", "kill -TERM $$", "exit 143", "exit 0"];
    const models = lines.map((line, index) => shellModel(exp, `m${index}`, line, { way }));
    await exp.start(models);

    const ends = models.map((model) => {
      const { exitCode, signal } = exp.inspect(model);
      return exitCode ?? signal;
    });
    expect(ends).toEqual([137, "SIGKILL", 3, "SIGTERM", 143, 0]);
  });
});

test("each verdict is one whole line in the experiment's logs", async () => {
  const exp = quietExperiment({ maxParallel: 2 });
  await exp.start([shellModel(exp, "a", "exit 0"), shellModel(exp, "b", "exit 5")]);

  const [run = ""] = readdirSync(join(exp.path, ".ssx/runs"));
  const steps = join(exp.path, ".ssx/runs", run, "steps");
  const text = readdirSync(steps)
    .filter((name) => name.endsWith(".log"))
    .map((name) => readFileSync(join(steps, name), "utf8"))
    .join("");
  expect(text.match(/^s [01] \d+ \d+\.\d+$/gm)).toHaveLength(2);
  expect(text).toMatch(/^e 0 0 - \d+\.\d+$/m);
  expect(text).toMatch(/^e 1 5 - \d+\.\d+$/m);
});
