import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Experiment, type Launcher } from "@ssx/core";
import { describe, expect, test } from "vitest";
import { local } from "../src/index.ts";
import { quietExperiment, shellModel } from "./support/experiments.ts";
import { scratchDirectory } from "./support/scratch.ts";
import { until } from "./support/until.ts";

/** A launcher like the local one, but for what it says of itself. */
function pretending(supports: Partial<Launcher["supports"]>): Launcher {
  const launcher = local({ maxParallel: 2 });
  return { ...launcher, supports: { ...launcher.supports, ...supports } };
}

describe("what is refused when it is to be started", () => {
  async function refused(exp: Experiment, start: () => Promise<unknown>, code: string) {
    const before = existsSync(exp.path) ? readdirSync(exp.path, { recursive: true }) : undefined;
    await expect(start()).rejects.toMatchObject({ code });
    const after = existsSync(exp.path) ? readdirSync(exp.path, { recursive: true }) : undefined;
    expect(after).toEqual(before);
  }

  test("an entity of another experiment", async () => {
    const exp = quietExperiment();
    const model = shellModel(quietExperiment(), "m", "exit 0");
    await refused(exp, () => exp.start(model), "SSX_FOREIGN_ENTITY");
    await refused(exp, () => exp.stop([model]), "SSX_FOREIGN_ENTITY");
    await refused(exp, () => exp.wait(model), "SSX_FOREIGN_ENTITY");
    await refused(exp, () => exp.generate(model), "SSX_FOREIGN_ENTITY");
    for (const ask of ["getStatus", "finished", "inspect", "preview"] as const) {
      expect(() => exp[ask](model)).toThrow(/was not made by the experiment/);
    }
    await refused(exp, () => exp.start(undefined as never), "SSX_FOREIGN_ENTITY");
  });

  test("nothing at all", async () => {
    const exp = quietExperiment();
    await refused(exp, () => exp.start([]), "SSX_NOTHING_GIVEN");
  });

  test("an ensemble without members", async () => {
    const exp = quietExperiment();
    const empty = exp.createEnsemble("empty", { runSettings: exp.createRunSettings("true") });
    const full = shellModel(exp, "full", "exit 0");
    await refused(exp, () => exp.start([full, empty]), "SSX_EMPTY_ENSEMBLE");
  });

  test("the same model twice", async () => {
    const exp = quietExperiment();
    const ensemble = exp.createEnsemble("e", {
      replicas: 2,
      runSettings: exp.createRunSettings("true"),
    });
    await refused(exp, () => exp.start([ensemble, ensemble.at(1)]), "SSX_GIVEN_TWICE");
  });

  test("a model that runs", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "exec sleep 600");
    await exp.start(model, { block: false });
    await expect(exp.start(model)).rejects.toMatchObject({ code: "SSX_ALREADY_RUNNING" });
    await exp.stop(model);
  });

  test("a model that is just being started", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "echo once");
    const outcomes = await Promise.allSettled([exp.start(model), exp.start(model)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(exp.inspect(model)).toMatchObject({ state: "completed", attempt: 1 });
  });

  test("a random ensemble that cannot be started leaves no word of its seed", async () => {
    const exp = quietExperiment();
    const ensemble = exp.createEnsemble("e", {
      params: { a: [1, 2, 3] },
      permStrategy: "random",
      nModels: 2,
      runSettings: exp.createRunSettings("no-such-program"),
    });
    await refused(exp, () => exp.start(ensemble), "SSX_EXECUTABLE_NOT_FOUND");
  });

  test("a directory that is in the way", async () => {
    const exp = quietExperiment();
    const first = shellModel(exp, "first", "exit 0");
    const second = shellModel(exp, "second", "exit 0");
    mkdirSync(dirname(second.path), { recursive: true });
    writeFileSync(second.path, "a file");
    await expect(exp.start([first, second])).rejects.toMatchObject({ code: "SSX_DIRECTORY" });
    expect(exp.getStatus(first)).toBe("new");
    expect(existsSync(join(exp.path, ".ssx"))).toBe(false);
  });

  test("an experiment whose record cannot be kept", async () => {
    const exp = quietExperiment();
    mkdirSync(exp.path, { recursive: true });
    writeFileSync(join(exp.path, ".ssx"), "a file");
    const model = shellModel(exp, "m", "exit 0");
    await expect(exp.start(model)).rejects.toMatchObject({ code: "SSX_RECORD" });
    expect(exp.getStatus(model)).toBe("new");
  });

  test("steps, or batch jobs, that a launcher does not have", async () => {
    const path = join(scratchDirectory(), "exp");
    const noSteps = new Experiment("e", { launcher: pretending({ steps: false }), path });
    await refused(
      noSteps,
      () => noSteps.start(shellModel(noSteps, "m", ":")),
      "SSX_STEPS_UNSUPPORTED",
    );
    const noBatch = new Experiment("e", { launcher: pretending({ batch: false }), path });
    const job = shellModel(noBatch, "m", ":", { way: "a batch job" });
    await refused(noBatch, () => noBatch.start(job), "SSX_BATCH_UNSUPPORTED");
  });
});

test("a member that runs elsewhere cannot be stopped alone, and goes on", async () => {
  const path = join(scratchDirectory(), "exp");
  const launcher = pretending({ tasksOnThisMachine: false });
  const exp = new Experiment("e", { launcher, path, report: "silent" });
  const ensemble = exp.createEnsemble("e", {
    replicas: 2,
    runSettings: exp.createRunSettings("sleep", { exeArgs: ["600"] }),
    batchSettings: exp.createBatchSettings(),
  });
  await exp.start(ensemble, { block: false });
  await until("both run", () => exp.inspect(ensemble).counts.running === 2);
  await expect(exp.stop(ensemble.at(0))).rejects.toMatchObject({ code: "SSX_STOP_MEMBER" });
  expect(exp.inspect(ensemble).counts.running).toBe(2);

  await exp.stop(ensemble);
  expect(exp.inspect(ensemble).counts.cancelled).toBe(2);
});
