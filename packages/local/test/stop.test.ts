import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  outputOf,
  quietExperiment,
  shellModel,
  untilFile,
  untilState,
  WAYS,
} from "./support/experiments.ts";
import { processesIn } from "./support/processes.ts";
import { until } from "./support/until.ts";

const STUBBORN = "trap '' TERM; : > begun; while :; do sleep 600; done";

describe.each(WAYS)("stopping %s", (way) => {
  test("asks with TERM, and leaves it the time that it needs", async () => {
    const exp = quietExperiment();
    const line =
      "trap 'sleep 0.5; echo saved; exit 0' TERM; : > begun; while :; do sleep 0.05; done";
    const model = shellModel(exp, "m", line, { way });
    await exp.start(model, { block: false });
    await untilFile(model, "begun");
    await exp.stop(model, { graceMs: 20_000 });

    expect(exp.getStatus(model)).toBe("cancelled");
    expect(outputOf(exp, model)).toBe("saved\n");
    expect(exp.inspect(model).endedAt).toBeInstanceOf(Date);
  });

  test("kills it after the grace period when it does not listen", async () => {
    const exp = quietExperiment({ graceMs: 60_000 });
    const model = shellModel(exp, "m", STUBBORN, { way });
    await exp.start(model, { block: false });
    await untilFile(model, "begun");
    const before = Date.now();
    await exp.stop(model, { graceMs: 300 });

    expect(Date.now() - before).toBeGreaterThanOrEqual(290);
    expect(exp.getStatus(model)).toBe("cancelled");
    await until("nothing is left", () => processesIn(exp.path).length === 0);
  });

  test("ends its children and theirs with it", async () => {
    const exp = quietExperiment();
    const line = "sh -c 'sh -c \"sleep 600 & sleep 600\" & wait' & : > begun; wait";
    const model = shellModel(exp, "m", line, { way });
    await exp.start(model, { block: false });
    await untilFile(model, "begun");
    await until("its grandchildren run", () => processesIn(model.path).length >= 5);
    await exp.stop(model);

    await until("nothing is left", () => processesIn(exp.path).length === 0);
  });

  test("ends children that do not listen even when it listens itself", async () => {
    const exp = quietExperiment();
    const line = "sh -c \"trap '' TERM; : > begun; while :; do sleep 600; done\" & wait";
    const model = shellModel(exp, "m", line, { way });
    await exp.start(model, { block: false });
    await untilFile(model, "begun");
    await exp.stop(model, { graceMs: 300 });

    expect(exp.getStatus(model)).toBe("cancelled");
    await until("nothing is left", () => processesIn(exp.path).length === 0);
  });

  test("ends one that is suspended", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", ": > begun; sleep 600 & wait", { way });
    await exp.start(model, { block: false });
    await untilFile(model, "begun");
    const pid = await until("its process is known", () => exp.inspect(model).pid);
    process.kill(-pid, "SIGSTOP");
    await exp.stop(model);

    expect(exp.getStatus(model)).toBe("cancelled");
    await until("nothing is left", () => processesIn(exp.path).length === 0);
  });

  test("is a success a second time, at the same time and after its end", async () => {
    const exp = quietExperiment();
    const running = shellModel(exp, "running", ": > begun; exec sleep 600", { way });
    const ended = shellModel(exp, "ended", "exit 3", { way });
    await exp.start(ended);
    await exp.start(running, { block: false });
    await untilFile(running, "begun");

    await Promise.all([exp.stop([running, ended]), exp.stop(running), exp.stop(ended)]);
    await exp.stop([running, ended]);
    expect(exp.getStatus(running)).toBe("cancelled");
    expect(exp.inspect(ended)).toMatchObject({ state: "failed", exitCode: 3, reason: "exit" });
  });

  test("right after its start ends it", async () => {
    const exp = quietExperiment();
    for (let round = 0; round < (way === "a step" ? 10 : 2); round++) {
      const model = shellModel(exp, `m${round}`, "exec sleep 600", { way });
      await exp.start(model, { block: false });
      await exp.stop(model, { graceMs: 20_000 });
      expect(exp.getStatus(model)).toBe("cancelled");
    }
    await until("nothing is left", () => processesIn(exp.path).length === 0);
  });

  test("while it is being started ends it", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "exec sleep 600", { way });
    const started = exp.start(model, { block: false });
    await until("it is known", () => exp.getStatus(model) !== "new");
    await exp.stop(model, { graceMs: 20_000 });
    await started;

    expect(exp.getStatus(model)).toBe("cancelled");
    await until("nothing is left", () => processesIn(exp.path).length === 0);
  });

  test("leaves all others alone", async () => {
    const exp = quietExperiment();
    const [one, other] = ["one", "other"].map((name) =>
      shellModel(exp, name, ": > begun; while [ ! -e go ]; do sleep 0.1; done", { way }),
    );
    if (!one || !other) throw new Error("unreachable");
    await exp.start([one, other], { block: false });
    await untilFile(one, "begun");
    await untilFile(other, "begun");
    await exp.stop(one);

    expect(exp.getStatus(one)).toBe("cancelled");
    await untilState(exp, other, "running");
    writeFileSync(join(other.path, "go"), "");
    expect(await exp.wait()).toMatchObject({ completed: 1, cancelled: 1 });
  });
});

test("what has not begun never begins", async () => {
  const exp = quietExperiment({ maxParallel: 2 });
  const models = Array.from({ length: 6 }, (_, i) =>
    shellModel(exp, `m${i}`, ": > begun; exec sleep 600"),
  );
  await exp.start(models, { block: false });
  await untilFile(models[1] as (typeof models)[0], "begun");
  await exp.stop(models);

  expect(models.map((model) => exp.getStatus(model))).toEqual(models.map(() => "cancelled"));
  expect(models.map((model) => existsSync(join(model.path, "begun")))).toEqual(
    models.map((_, i) => i < 2),
  );
  expect(exp.inspect(models[5] as (typeof models)[0])).toMatchObject({
    startedAt: undefined,
    exitCode: undefined,
    attempt: 1,
  });
});

test("a stopped model can be started again", async () => {
  const exp = quietExperiment();
  const model = shellModel(exp, "m", "[ -e begun ] && exit 0; : > begun; exec sleep 600");
  await exp.start(model, { block: false });
  await untilFile(model, "begun");
  await exp.stop(model);

  expect(await exp.start(model)).toMatchObject({ ok: true });
  expect(exp.inspect(model)).toMatchObject({ state: "completed", attempt: 2 });
});
