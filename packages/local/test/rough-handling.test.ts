import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputOf, quietExperiment, shellModel, untilFile, WAYS } from "./support/experiments.ts";
import { processesIn } from "./support/processes.ts";
import { scratchDirectory } from "./support/scratch.ts";
import { until } from "./support/until.ts";

const code = (code: string) => expect.objectContaining({ code });

describe.each(WAYS)("%s that is stopped", (way) => {
  test("has its grace to save what it has", async () => {
    const exp = quietExperiment({ graceMs: 30_000 });
    const line = "trap 'sleep 0.5; echo saved; exit 0' TERM; : > up; while :; do sleep 0.1; done";
    const model = shellModel(exp, "m", line, { way });
    await exp.start(model, { block: false });
    await untilFile(model, "up");
    await exp.stop(model, { graceMs: 30_000 });
    expect(exp.getStatus(model)).toBe("cancelled");
    expect(outputOf(exp, model)).toBe("saved\n");
  });

  test("leaves nothing behind that ignores the TERM, though its leader heeds it", async () => {
    const exp = quietExperiment();
    const line = "(trap '' TERM; : > up; exec sleep 1000) & wait";
    const model = shellModel(exp, "m", line, { way });
    await exp.start(model, { block: false });
    await untilFile(model, "up");
    await exp.stop(model, { graceMs: 200 });
    expect(exp.getStatus(model)).toBe("cancelled");
    await until("nothing is left", () => processesIn(exp.path).length === 0);
  });
});

test("an endless grace is endless, and what is no time is refused", async () => {
  const exp = quietExperiment();
  const line = "trap 'sleep 0.3; exit 0' TERM; : > up; while :; do sleep 0.1; done";
  const model = shellModel(exp, "m", line);
  await exp.start(model, { block: false });
  await untilFile(model, "up");
  await expect(exp.stop(model, { graceMs: Number.NaN })).rejects.toThrow(RangeError);
  await exp.stop(model, { graceMs: Number.POSITIVE_INFINITY });
  expect(exp.inspect(model)).toMatchObject({ state: "cancelled", exitCode: 0 });
});

test.each(WAYS)(
  "an executable with = in its path is started and not mistaken (%s)",
  async (way) => {
    const exp = quietExperiment();
    const directory = join(scratchDirectory(), "lr=0.1");
    mkdirSync(directory);
    symlinkSync("/bin/sh", join(directory, "sh"));
    const settings = exp.createRunSettings(join(directory, "sh"), {
      exeArgs: ["-c", 'echo "$LANG"; exit 7'],
      env: { LANG: "x" },
    });
    const batch = way === "a step" ? {} : { batchSettings: exp.createBatchSettings() };
    const model = exp.createModel("m", settings, batch);
    await exp.start(model);
    expect(exp.inspect(model)).toMatchObject({ state: "failed", exitCode: 7, outputTail: "x\n" });
  },
);

describe("starting", () => {
  test("the same model twice at once runs it once", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "echo once >> ran");
    const starts = await Promise.allSettled([exp.start(model), exp.start(model)]);
    expect(starts.map((start) => start.status)).toEqual(["fulfilled", "rejected"]);
    expect(starts[1]).toMatchObject({ reason: code("SSX_ALREADY_RUNNING") });
    expect(exp.inspect(model).attempt).toBe(1);
  });

  test("with a signal that was given up before starts nothing", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "true");
    await expect(exp.start(model, { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    expect(exp.getStatus(model)).toBe("new");
    expect(existsSync(exp.path)).toBe(false);
  });

  test("nothing is an error", async () => {
    await expect(quietExperiment().start([])).rejects.toThrow(code("SSX_NOTHING_GIVEN"));
  });

  test("again works when somebody removed the experiment's directory", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "echo again");
    await exp.start(model);
    rmSync(exp.path, { recursive: true });
    expect(await exp.start(model)).toMatchObject({ ok: true });
    expect(outputOf(exp, model)).toBe("again\n");
  });

  test("in a place that cannot be a directory fails with what was tried", async () => {
    const exp = quietExperiment();
    writeFileSync(exp.path, "a file");
    const model = shellModel(exp, "m", "true");
    await expect(exp.start(model)).rejects.toThrow(code("SSX_DIRECTORY"));
    expect(exp.getStatus(model)).toBe("new");
  });
});

test("settings that are reused and changed leave earlier models as they were", async () => {
  const exp = quietExperiment();
  const settings = exp.createRunSettings("echo", { exeArgs: ["a"] });
  const first = exp.createModel("first", settings);
  const second = exp.createModel("second", settings.addExeArgs(["b"]));
  await exp.start([first, second]);
  expect([first, second].map((m) => exp.inspect(m).outputTail)).toEqual(["a\n", "a b\n"]);
});

test("all changes of a start come, also when nobody waited for it", async () => {
  const exp = quietExperiment();
  await exp.start(shellModel(exp, "earlier", "true"));
  void exp.start(shellModel(exp, "m", "true"), { block: false });
  const states: string[] = [];
  for await (const change of exp.changes()) states.push(`${change.name} ${change.state}`);
  expect(states).toEqual(["m queued", "m running", "m completed"]);
});

describe("a preamble", () => {
  const results = async (preamble: string | string[], maxParallel = 1) => {
    const exp = quietExperiment();
    const ensemble = exp.createEnsemble("e", {
      params: { code: [0, 255, 3] },
      paramsAsArgs: ["code"],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
      runSettings: exp.createRunSettings("sh", { exeArgs: ["-c", "exit ${0#--code=}"] }),
      batchSettings: exp.createBatchSettings({ preamble, maxParallel }),
    });
    await exp.start(ensemble);
    return [...ensemble].map((member) => exp.inspect(member).exitCode);
  };

  test.each(["set -e", "set -x", "set -C", "set -u", "set -f", "IFS=0"])(
    "that says %j changes no member's exit code",
    async (preamble) => {
      expect(await results(preamble)).toEqual([0, 255, 3]);
    },
  );

  test("with a process in the background takes no member's place", async () => {
    expect(await results("sleep 1000 & trap 'kill '$! EXIT")).toEqual([0, 255, 3]);
  });

  test("that fails under set -e fails its members, and says so", async () => {
    expect(await results(["set -e", "false"])).toEqual([undefined, undefined, undefined]);
  });
});

test("batch jobs of one machine share its width", async () => {
  const exp = quietExperiment({ maxParallel: 2 });
  const spans = join(scratchDirectory(), "spans");
  const line = `echo + >> '${spans}'; sleep 0.2; echo - >> '${spans}'`;
  const models = Array.from({ length: 6 }, (_, i) =>
    shellModel(exp, `m${i}`, line, { way: "a batch job" }),
  );
  expect(await exp.start(models)).toMatchObject({ completed: 6 });
  let now = 0;
  let most = 0;
  for (const mark of readFileSync(spans, "utf8").trim().split("\n")) {
    now += mark === "+" ? 1 : -1;
    most = Math.max(most, now);
  }
  expect(most).toBe(2);
});
