import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Experiment, type Launcher } from "@ssx/core";
import { describe, expect, test } from "vitest";
import { local } from "../src/index.ts";
import { quietExperiment, shellModel } from "./support/experiments.ts";
import { scratchDirectory } from "./support/scratch.ts";

/** A launcher like the local one, but for what it says of itself. */
function pretending(supports: Partial<Launcher["supports"]>): Launcher {
  const launcher = local({ maxParallel: 2 });
  return { ...launcher, supports: { ...launcher.supports, ...supports } };
}

const BAD_NAMES = [
  "",
  " ",
  ".",
  "..",
  ".ssx",
  "a/b",
  "../x",
  "/abs",
  "a\\b",
  "\0",
  "a\nb",
  "\u007f",
  "x".repeat(201),
  "ü".repeat(101),
  "\ud800",
];

describe("a name that could not be a directory", () => {
  test.each(BAD_NAMES.map((name) => [name.slice(0, 20), name]))(
    "such as %j is refused",
    (_, name) => {
      const exp = quietExperiment();
      const settings = exp.createRunSettings("true");
      const code = expect.objectContaining({ code: "SSX_BAD_NAME" });
      expect(() => new Experiment(name, { launcher: local() })).toThrow(code);
      expect(() => exp.createModel(name, settings)).toThrow(code);
      expect(() => exp.createEnsemble(name, { replicas: 1, runSettings: settings })).toThrow(code);
      expect(existsSync(exp.path)).toBe(false);
    },
  );

  test("is refused also when it is no text at all", () => {
    for (const name of [undefined, null, 7, {}]) {
      expect(() => new Experiment(name as unknown as string, { launcher: local() })).toThrow(
        expect.objectContaining({ code: "SSX_BAD_NAME" }),
      );
    }
  });
});

describe("what is refused when an entity is made", () => {
  test("a name that is taken, by whatever", () => {
    const exp = quietExperiment();
    const settings = exp.createRunSettings("true");
    exp.createModel("one", settings);
    exp.createEnsemble("many", { replicas: 2, runSettings: settings });
    for (const name of ["one", "many", "params.csv"]) {
      const taken = expect.objectContaining({ code: "SSX_NAME_TAKEN" });
      expect(() => exp.createModel(name, settings), name).toThrow(taken);
      expect(() => exp.createEnsemble(name, { replicas: 1, runSettings: settings })).toThrow(taken);
    }
  });

  test("no run settings", () => {
    const exp = quietExperiment();
    const missing = expect.objectContaining({ code: "SSX_NO_RUN_SETTINGS" });
    expect(() => exp.createModel("m", undefined as never)).toThrow(missing);
    expect(() => exp.createEnsemble("e", { params: { a: 1 } })).toThrow(missing);
  });

  test("an argument that is no parameter", () => {
    const exp = quietExperiment();
    const unknown = expect.objectContaining({ code: "SSX_UNKNOWN_PARAMETER" });
    const runSettings = exp.createRunSettings("true");
    const paramsAsArgs = ["b" as "a"];
    expect(() => exp.createModel("m", runSettings, { params: { a: 1 }, paramsAsArgs })).toThrow(
      unknown,
    );
    expect(() =>
      exp.createEnsemble("e", { params: { a: [1, 2] }, paramsAsArgs, runSettings }),
    ).toThrow(unknown);
  });

  test("a launcher that is none", () => {
    for (const launcher of ["local", undefined, {}, local]) {
      const options = { launcher: launcher as unknown as Launcher };
      expect(() => new Experiment("e", options)).toThrow(
        expect.objectContaining({ code: "SSX_NOT_A_LAUNCHER" }),
      );
    }
    expect(() => new Experiment("e", undefined as never)).toThrow(
      expect.objectContaining({ code: "SSX_NOT_A_LAUNCHER" }),
    );
    expect(() => new Experiment("e", { launcher: "local" as never })).toThrow(/Experiment\.create/);
  });

  test("options of the local launcher that are no numbers of their kind", () => {
    for (const maxParallel of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => local({ maxParallel })).toThrow(RangeError);
    }
    for (const graceMs of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => local({ graceMs })).toThrow(RangeError);
    }
  });
});

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
