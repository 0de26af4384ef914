import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Experiment } from "@ssx/core";
import { expect, test } from "vitest";
import { outputOf, quietExperiment, shellModel, untilState } from "./support/experiments.ts";

test("nothing is known of a model that was not started", () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", "exit 0");

  expect(exp.getStatus(model)).toBe("new");
  expect(exp.finished(model)).toBe(false);
  expect(exp.inspect(model)).toEqual({
    name: "m",
    state: "new",
    reason: undefined,
    exitCode: undefined,
    signal: undefined,
    words: undefined,
    startedAt: undefined,
    endedAt: undefined,
    jobId: undefined,
    pid: undefined,
    directory: join(exp.path, "m"),
    outputPath: join(exp.path, "m/m.out"),
    errorPath: join(exp.path, "m/m.err"),
    outputTail: "",
    errorTail: "",
    attempt: 0,
  });
  expect(exp.summary().rows).toEqual([]);
});

test("a failed model is told with its exit code, times and the end of its error output", async () => {
  const exp = quietExperiment();
  const line =
    "i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); done >&2; echo done; exit 3";
  const model = shellModel(exp, "m", line);
  await exp.start(model);

  const found = exp.inspect(model);
  expect(found).toMatchObject({ state: "failed", reason: "exit", exitCode: 3, attempt: 1 });
  expect(found.outputTail).toBe("done\n");
  expect(found.errorTail.split("\n")).toEqual([
    ...Array.from({ length: 20 }, (_, i) => `line ${80 + i}`),
    "",
  ]);
  expect(found.pid).toBeGreaterThan(0);
  expect(exp.finished(model)).toBe(true);
});

test("an ensemble has one word for all and the counts of its members", async () => {
  const exp = quietExperiment();
  const ensemble = exp.createEnsemble("e");
  const lines = ["exit 0", "exit 0", "exit 4"];
  for (const [i, line] of lines.entries())
    ensemble.addModel(shellModel(exp, `m${i}`, line) as never);
  expect(exp.getStatus(ensemble)).toBe("new");
  expect(exp.finished(ensemble)).toBe(false);

  await exp.start([ensemble.at(0), ensemble.at(1)]);
  expect(exp.inspect(ensemble)).toMatchObject({ size: 3, counts: { new: 1, completed: 2 } });
  expect(exp.finished(ensemble)).toBe(false);

  await exp.start(ensemble.at(2));
  expect(exp.inspect(ensemble)).toMatchObject({
    name: "e",
    state: "failed",
    directory: join(exp.path, "e"),
    size: 3,
    counts: { new: 0, completed: 2, failed: 1 },
  });
  expect(exp.finished(ensemble)).toBe(true);
});

test("what an earlier start left is kept, and each start has its own outcome", async () => {
  const exp = quietExperiment();
  const line = "echo out; echo err >&2; echo x >> count; exit $(wc -l < count)";
  const model = shellModel(exp, "m", line);
  for (const attempt of [1, 2, 3]) {
    await exp.start(model);
    expect(exp.inspect(model)).toMatchObject({ attempt, exitCode: attempt });
  }

  expect(readdirSync(model.path).sort()).toEqual(
    ["count", "m.1.err", "m.1.out", "m.2.err", "m.2.out", "m.err", "m.out"].sort(),
  );
  expect(readFileSync(join(model.path, "m.1.out"), "utf8")).toBe("out\n");
  expect(exp.summary().rows).toHaveLength(1);
});

test("a new experiment in the same place keeps what the last one left, too", async () => {
  const first = quietExperiment();
  await first.start(shellModel(first, "m", "echo first"));
  const second = new Experiment("exp", {
    launcher: first.launcher,
    path: first.path,
    report: "silent",
  });
  const model = shellModel(second, "m", "echo second");
  await second.start(model);

  expect(readFileSync(join(model.path, "m.1.out"), "utf8")).toBe("first\n");
  expect(outputOf(second, model)).toBe("second\n");
  expect(readdirSync(join(first.path, ".ssx/runs"))).toHaveLength(2);
});

test("settings that are changed for one member are that member's alone", async () => {
  const exp = quietExperiment();
  const settings = exp.createRunSettings("sh", { exeArgs: ["-c", 'echo "$V $*"', "sh"] });
  const ensemble = exp.createEnsemble("e", { replicas: 3, runSettings: settings });
  ensemble.at(1).runSettings.addExeArgs(["own"]).updateEnv({ V: "set" });
  await exp.start(ensemble);

  expect([...ensemble].map((member) => outputOf(exp, member))).toEqual([" \n", "set own\n", " \n"]);
  expect(settings.exeArgs).toEqual(["-c", 'echo "$V $*"', "sh"]);
});

test("a model that is added to an ensemble lives and runs there", async () => {
  const exp = quietExperiment();
  const ensemble = exp.createEnsemble("e", {
    replicas: 1,
    runSettings: exp.createRunSettings("pwd"),
  });
  const model = shellModel(exp, "extra", "pwd");
  ensemble.addModel(model as never);
  expect(() => ensemble.addModel(model as never)).toThrow(
    expect.objectContaining({ code: "SSX_NAME_TAKEN" }),
  );
  expect(await exp.start(ensemble)).toMatchObject({ completed: 2 });

  expect(outputOf(exp, model)).toBe(`${join(exp.path, "e/extra")}\n`);
  expect(exp.summary().rows.map(({ name }) => name)).toEqual(["e/e_0", "e/extra"]);
});

test("a summary has a row for each task and a table for a person", async () => {
  const exp = quietExperiment({ maxParallel: 1 });
  const lines = { good: "exit 0", bad: "exit 3", dead: "kill -KILL $$" };
  const models = Object.entries(lines).map(([name, line]) => shellModel(exp, name, line));
  await exp.start(models);
  const summary = exp.summary();

  expect(summary.rows).toMatchObject([
    { name: "good", state: "completed", exitCode: 0, signal: undefined, attempt: 1 },
    { name: "bad", state: "failed", reason: "exit", exitCode: 3 },
    { name: "dead", state: "failed", reason: "signal", exitCode: undefined, signal: "SIGKILL" },
  ]);
  for (const { startedAt, endedAt, durationSec } of summary.rows) {
    expect(durationSec).toBe((Number(endedAt) - Number(startedAt)) / 1000);
  }
  expect(String(summary)).toBe(summary.table);
  expect(summary.table).toMatch(/bad +│ failed +│ +3 │/);
  expect(summary.table).toMatch(/dead +│ failed \(SIGKILL\) +│ +│/);
});

test("a preview writes and starts nothing, and shows what would be started", () => {
  const exp = quietExperiment();
  const model = exp.createModel(
    "m",
    exp.createRunSettings("sh", { exeArgs: ["-c", "echo 'a'"], env: { V: "x y" } }),
    { params: { LR: 0.5 }, paramsAsArgs: ["LR"] },
  );
  const preview = exp.preview(model);

  expect(preview.steps).toEqual([
    {
      name: "m",
      argv: ["sh", "-c", "echo 'a'", "--LR=0.5"],
      directory: model.path,
      env: { V: "x y" },
      outputPath: join(model.path, "m.out"),
      errorPath: join(model.path, "m.err"),
    },
  ]);
  expect(String(preview)).toContain("export V='x y'");
  expect(existsSync(exp.path)).toBe(false);
});

test("a model that runs says so with its process and its begin", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", "exec sleep 600");
  await exp.start(model, { block: false });
  await untilState(exp, model, "running");

  const found = exp.inspect(model);
  expect(found.startedAt).toBeInstanceOf(Date);
  expect(found.endedAt).toBeUndefined();
  expect(process.kill(found.pid as number, 0)).toBe(true);
  expect(exp.finished(model)).toBe(false);
  await exp.stop(model);
});
