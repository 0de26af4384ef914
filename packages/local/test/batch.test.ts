import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { BatchOptions } from "@ssx/core";
import { expect, test } from "vitest";
import { outputOf, quietExperiment, shellModel } from "./support/experiments.ts";
import { processesIn } from "./support/processes.ts";
import { until } from "./support/until.ts";

/** An experiment with an ensemble of these lines of shell, which is one job. */
function jobOf(lines: readonly string[], options: BatchOptions = {}) {
  const exp = quietExperiment();
  const ensemble = exp.createEnsemble("e", {
    params: { LINE: [...lines] },
    runSettings: exp.createRunSettings("sh", { exeArgs: ["-c", 'eval "$1"', "sh"] }),
    batchSettings: exp.createBatchSettings(options),
  });
  for (const member of ensemble) member.runSettings.addExeArgs([member.params.LINE]);
  return { exp, ensemble, scriptPath: join(ensemble.path, "e.job.sh") };
}

test("each member of a job has its own state, exit code, times and output", async () => {
  const { exp, ensemble } = jobOf([
    "echo one; sleep 0.2",
    "echo two >&2; exit 3",
    "kill -KILL $$",
    "exit 255",
  ]);
  expect(await exp.start(ensemble)).toMatchObject({ completed: 1, failed: 3, ok: false });

  const found = [...ensemble].map((member) => exp.inspect(member));
  expect(found).toMatchObject([
    { name: "e/e_0", state: "completed", exitCode: 0, reason: undefined },
    { name: "e/e_1", state: "failed", exitCode: 3, reason: "exit", errorTail: "two\n" },
    { name: "e/e_2", state: "failed", exitCode: undefined, reason: "signal", signal: "SIGKILL" },
    { name: "e/e_3", state: "failed", exitCode: 255, reason: "exit" },
  ]);
  expect(new Set(found.map(({ jobId }) => jobId)).size).toBe(1);
  const [first] = found;
  expect(Number(first?.endedAt) - Number(first?.startedAt)).toBeGreaterThanOrEqual(200);
  expect(outputOf(exp, ensemble.at(0))).toBe("one\n");
});

test("a member whose directory is gone fails alone", async () => {
  const { exp, ensemble } = jobOf(["exit 0", "exit 0", "exit 0"], {
    preamble: "rmdir e_1",
  });
  expect(await exp.start(ensemble)).toMatchObject({ completed: 2, failed: 1 });
  expect(exp.inspect(ensemble.at(1))).toMatchObject({
    state: "failed",
    reason: "submit",
    words: expect.stringContaining("directory"),
    startedAt: undefined,
  });
});

test("the script that was written runs by itself, and fails when any member fails", async () => {
  const { exp, ensemble, scriptPath } = jobOf(["echo again", "exit 0"]);
  await exp.start(ensemble);
  const good = spawnSync("bash", [scriptPath], { cwd: "/", encoding: "utf8" });
  expect(good).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(outputOf(exp, ensemble.at(0))).toBe("again\n");

  const bad = jobOf(["exit 0", "exit 3", "exit 0"]);
  await bad.exp.start(bad.ensemble);
  const failed = spawnSync(bad.scriptPath, { cwd: "/", encoding: "utf8" });
  expect(failed).toMatchObject({ status: 1, stdout: "", stderr: "" });
});

test("no more members run at once than maxParallel, and that many do", async () => {
  const lines = Array.from({ length: 9 }, () => "date +%s%N; sleep 0.2; date +%s%N");
  const { exp, ensemble } = jobOf(lines, { maxParallel: 3 });
  expect(await exp.start(ensemble)).toMatchObject({ ok: true, completed: 9 });

  const spans = [...ensemble].map((member) => outputOf(exp, member).trim().split("\n").map(Number));
  const atOnce = spans.map(
    ([at = 0]) => spans.filter(([begin = 0, end = 0]) => begin <= at && at < end).length,
  );
  expect(Math.max(...atOnce)).toBe(3);
});

test("preview shows the script to the letter", async () => {
  const { exp, ensemble, scriptPath } = jobOf(["exit 0", "echo 'it''s' \"$HOME\""], {
    nodes: 2,
    time: { minutes: 90 },
    queue: "short",
    account: "a b",
    batchArgs: { exclusive: null, "mail-user": "me" },
    preamble: ["export GREETING=hi", "true"],
  });
  const [job] = exp.preview(ensemble).jobs;
  expect(existsSync(exp.path)).toBe(false);
  await exp.start(ensemble);

  expect(job?.scriptPath).toBe(scriptPath);
  expect(readFileSync(scriptPath, "utf8")).toBe(job?.script);
  expect(job?.tasks.map(({ name, directory }) => [name, directory])).toEqual([
    ["e/e_0", ensemble.at(0).path],
    ["e/e_1", ensemble.at(1).path],
  ]);
  expect(statSync(scriptPath).mode & 0o111).toBe(0o111);
  expect(job?.script).toContain("#SSX --time=01:30:00");
});

test("the lines before the members hold for all of them, and what they print is kept", async () => {
  const { exp, ensemble } = jobOf(['echo "$GREETING"', 'echo "$GREETING"'], {
    preamble: ["GREETING='a  b'", "export GREETING", "echo said; echo complained >&2", "set -euf"],
  });
  expect(await exp.start(ensemble)).toMatchObject({ ok: true });

  for (const member of ensemble) expect(outputOf(exp, member)).toBe("a  b\n");
  expect(readFileSync(join(ensemble.path, "e.job.out"), "utf8")).toBe("said\n");
  expect(readFileSync(join(ensemble.path, "e.job.err"), "utf8")).toBe("complained\n");
});

test("a preamble that ends the script leaves its members lost, and not completed", async () => {
  const { exp, ensemble } = jobOf(["exit 0", "exit 0"], { preamble: "exit 0" });
  expect(await exp.start(ensemble)).toMatchObject({ ok: false, lost: 2 });
  expect(exp.inspect(ensemble.at(0)).words).toMatch(/no verdict/);
});

test("what a preamble leaves running keeps neither the wait nor the driver", async () => {
  const { exp, ensemble } = jobOf(["exit 0"], { preamble: "sleep 600 &" });
  expect(await exp.start(ensemble)).toMatchObject({ ok: true });
  const [left] = processesIn(ensemble.path);
  expect(left?.pid).toBeGreaterThan(0);
  process.kill(left?.pid as number, "SIGKILL");
});

test("a model with batch settings is a job of its own, and steps run beside it", async () => {
  const exp = quietExperiment();
  const job = shellModel(exp, "job", "echo job", { way: "a batch job" });
  const step = shellModel(exp, "step", "echo step");
  expect(await exp.start([job, step])).toMatchObject({ completed: 2, ok: true });

  expect(outputOf(exp, job)).toBe("job\n");
  expect(outputOf(exp, step)).toBe("step\n");
  expect(readdirSync(job.path).sort()).toEqual([
    "job.err",
    "job.job.err",
    "job.job.out",
    "job.job.sh",
    "job.out",
  ]);
  expect(exp.inspect(job).jobId).toMatch(/^job-/);
  expect(exp.inspect(step).jobId).toBeUndefined();
});

test("jobs of one launcher have no more tasks at once than it may run", async () => {
  const exp = quietExperiment({ maxParallel: 2 });
  const models = Array.from({ length: 6 }, (_, i) =>
    shellModel(exp, `m${i}`, "date +%s%N; sleep 0.2; date +%s%N", { way: "a batch job" }),
  );
  expect(await exp.start(models)).toMatchObject({ ok: true });
  const spans = models.map((model) => outputOf(exp, model).trim().split("\n").map(Number));
  const atOnce = spans.map(
    ([at = 0]) => spans.filter(([begin = 0, end = 0]) => begin <= at && at < end).length,
  );
  expect(Math.max(...atOnce)).toBe(2);
});

test("a member's verdict is known while the job goes on", async () => {
  const { exp, ensemble } = jobOf(["exit 3", "exec sleep 600"]);
  await exp.start(ensemble, { block: false });
  await until("the first has failed", () => exp.getStatus(ensemble.at(0)) === "failed");
  await until("the second runs", () => exp.getStatus(ensemble.at(1)) === "running");
  expect(exp.getStatus(ensemble)).toBe("running");
  await exp.stop(ensemble);
});

test("fifty members of one job all have their verdicts", async () => {
  const exp = quietExperiment();
  const ensemble = exp.createEnsemble("e", {
    replicas: 50,
    runSettings: exp.createRunSettings("true"),
    batchSettings: exp.createBatchSettings({ maxParallel: 8 }),
  });
  expect(await exp.start(ensemble)).toMatchObject({ completed: 50, ok: true });
});
