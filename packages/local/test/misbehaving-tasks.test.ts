import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { outputOf, quietExperiment, shellModel, untilFile, WAYS } from "./support/experiments.ts";
import { isAlive, processStatus } from "./support/processes.ts";
import { until } from "./support/until.ts";

describe.each(WAYS)("%s that misbehaves", (way) => {
  test("leaves a child behind, and its own end is noticed all the same", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "sleep 600 & echo $!; exit 4", { way });
    await exp.start(model);

    expect(exp.inspect(model)).toMatchObject({ state: "failed", exitCode: 4 });
    const child = Number(outputOf(exp, model));
    expect(isAlive(child)).toBe(true);
    process.kill(child, "SIGKILL");
  });

  test("closes its input and outputs, and its exit code is still known", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "exec <&- >&- 2>&-; sleep 0.05; exit 6", { way });
    await exp.start(model);

    expect(exp.inspect(model)).toMatchObject({ state: "failed", exitCode: 6 });
  });

  test("deletes the directory of another one, which alone fails", async () => {
    const exp = quietExperiment({ maxParallel: 1 });
    const ensemble = exp.createEnsemble("e", {
      replicas: 4,
      runSettings: exp.createRunSettings("sh", { exeArgs: ["-c", "rm -rf ../e_2"] }),
      ...(way === "a step" ? {} : { batchSettings: exp.createBatchSettings({ maxParallel: 1 }) }),
    });
    await exp.start(ensemble);

    const states = [...ensemble].map((member) => exp.getStatus(member));
    expect(states).toEqual(["completed", "completed", "failed", "completed"]);
    expect(exp.inspect(ensemble.at(2))).toMatchObject({
      reason: "submit",
      exitCode: undefined,
      words: expect.stringContaining("directory"),
    });
  });

  test("is suspended, and nobody burns a processor in waiting for it", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", ": > begun; exec sleep 600", { way });
    await exp.start(model, { block: false });
    await untilFile(model, "begun");
    const pid = await until("its process is known", () => exp.inspect(model).pid);
    process.kill(pid, "SIGSTOP");
    const shell = processStatus(pid)?.parent as number;
    const ticks = () => processStatus(shell)?.ticks as number;
    const before = ticks();
    await delay(600);
    expect(ticks() - before).toBeLessThan(10);
    await exp.stop(model);
    expect(exp.getStatus(model)).toBe("cancelled");
  });

  test("is suspended for a while, and ends as it would have", async () => {
    const exp = quietExperiment();
    const lines = { killed: "kill -KILL $$", failed: "exit 137", fine: "exit 0" };
    const models = Object.entries(lines).map(([name, line]) =>
      shellModel(exp, name, `: > begun; while [ ! -e go ]; do sleep 0.02; done; ${line}`, { way }),
    );
    await exp.start(models, { block: false });
    for (const model of models) {
      await untilFile(model, "begun");
      await until("its process is known", () => exp.inspect(model).pid);
      process.kill(-(exp.inspect(model).pid as number), "SIGSTOP");
    }
    for (const model of models) {
      writeFileSync(join(model.path, "go"), "");
      process.kill(-(exp.inspect(model).pid as number), "SIGCONT");
    }
    await exp.wait();

    const ends = models.map((model) => [exp.inspect(model).exitCode, exp.inspect(model).signal]);
    expect(ends).toEqual([
      [undefined, "SIGKILL"],
      [137, undefined],
      [0, undefined],
    ]);
  });
});

test("200 tasks that fail at once are 200 failures", async () => {
  const exp = quietExperiment();
  const ensemble = exp.createEnsemble("e", {
    replicas: 200,
    runSettings: exp.createRunSettings("false"),
  });
  expect(await exp.start(ensemble)).toMatchObject({ failed: 200, completed: 0 });
  expect([...ensemble].every((member) => exp.inspect(member).exitCode === 1)).toBe(true);
});

test("tasks that signal their parent keep their own exit codes", async () => {
  const exp = quietExperiment({ maxParallel: 3 });
  const line = "for s in TERM HUP INT PIPE USR1; do kill -$s $PPID; done; exit $0";
  const codes = Array.from({ length: 24 }, (_, index) => (index % 3 === 0 ? 0 : 140 + (index % 5)));
  const models = codes.map((code, index) =>
    exp.createModel(`m${index}`, exp.createRunSettings("sh", { exeArgs: ["-c", line, `${code}`] })),
  );
  await exp.start(models);

  expect(models.map((model) => exp.inspect(model).exitCode)).toEqual(codes);
});

test("a task that kills its parent is lost or has its verdict, and all others complete", async () => {
  const exp = quietExperiment({ maxParallel: 2 });
  const lines = Array.from({ length: 8 }, (_, i) =>
    i % 5 === 2 ? "kill -KILL $PPID; sleep 0.1; echo on; exit 5" : "echo on",
  );
  const models = lines.map((line, i) => shellModel(exp, `m${i}`, line));
  await exp.start(models);

  for (const [i, model] of models.entries()) {
    const { state, exitCode } = exp.inspect(model);
    if (i % 5 !== 2) expect(state, model.name).toBe("completed");
    else expect([state, exitCode]).toEqual(["lost", undefined]);
    expect(readFileSync(join(model.path, `${model.name}.out`), "utf8")).toBe("on\n");
  }
});
