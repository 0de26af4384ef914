import { existsSync } from "node:fs";
import { Experiment, type Launcher } from "@ssx/core";
import { describe, expect, test } from "vitest";
import { local } from "../src/index.ts";
import { quietExperiment, shellModel } from "./support/experiments.ts";

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

  test("a member that is no model, or a job of its own, or another's", () => {
    const exp = quietExperiment();
    const ensemble = exp.createEnsemble("e");
    const add = (model: unknown) => () => ensemble.addModel(model as never);
    const refusal = (code: string) => expect.objectContaining({ code });
    expect(add({ name: "m" })).toThrow(refusal("SSX_NOT_A_MODEL"));
    expect(add(shellModel(exp, "job", ":", { way: "a batch job" }))).toThrow(
      refusal("SSX_MEMBER_BATCH"),
    );
    expect(add(shellModel(quietExperiment(), "m", ":"))).toThrow(refusal("SSX_FOREIGN_ENTITY"));
    expect(ensemble.size).toBe(0);
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
