import { MpirunSettings, RunSettings, runSettingsFor } from "@ssx/settings";
import { describe, expect, test } from "vitest";

const code = (code: string) => expect.objectContaining({ name: "SettingsError", code });

describe("arguments", () => {
  test("an array is passed as it is", () => {
    const args = ["a b", "", "'", "$HOME", "-x"];
    expect(new RunSettings("echo", { exeArgs: args }).toArgv()).toEqual(["echo", ...args]);
  });

  test("a string is split at blanks and nothing else", () => {
    const settings = new RunSettings("echo", { exeArgs: "  Hello 'big  World' \t$x\n" });
    expect(settings.toArgv()).toEqual(["echo", "Hello", "'big", "World'", "$x"]);
  });

  test("more can be added", () => {
    const settings = new RunSettings("echo", { exeArgs: ["a"] })
      .addExeArgs("b c")
      .addExeArgs(["d e"]);
    expect(settings.exeArgs).toEqual(["a", "b", "c", "d e"]);
  });

  test.each([
    ["NUL", ["a\0"], "SSX_NUL"],
    ["half a surrogate pair", ["\ud800"], "SSX_NOT_TEXT"],
  ])("%s is refused", (_what, exeArgs, expected) => {
    expect(() => new RunSettings("echo", { exeArgs })).toThrow(code(expected));
  });

  test("a number among the arguments is refused with the way to write it", () => {
    const exeArgs = [1] as unknown as string[];
    expect(() => new RunSettings("echo", { exeArgs })).toThrow(/String\(value\)/);
  });

  test.each(["", "  ", "-rf"])("%j is no executable", (exe) => {
    expect(() => new RunSettings(exe)).toThrow(code("SSX_EXECUTABLE"));
  });
});

describe("environment", () => {
  test("values become text, 0 and the empty text included", () => {
    const { env } = new RunSettings("x", { env: { A: 0, B: "", C: true, D: 10n } });
    expect(env).toEqual({ A: "0", B: "", C: "true", D: "10" });
  });

  test.each([
    ["", "SSX_ENV_NAME"],
    ["A=B", "SSX_ENV_NAME"],
  ])("the name %j is refused", (name, expected) => {
    expect(() => new RunSettings("x").updateEnv({ [name]: "1" })).toThrow(code(expected));
  });

  test("a variable of any name is kept", () => {
    const env = JSON.parse('{"__proto__": "x"}');
    const settings = new RunSettings("x", { env }).updateEnv({ A: 1 });
    expect(Object.entries(settings.clone().env)).toEqual([
      ["__proto__", "x"],
      ["A", "1"],
    ]);
  });

  test("a variable without a value is refused", () => {
    const env = { A: undefined } as unknown as Record<string, string>;
    expect(() => new RunSettings("x", { env })).toThrow(code("SSX_NOT_TEXT"));
  });
});

describe("run commands", () => {
  test("an unknown one gets its flags as they are given", () => {
    const settings = new RunSettings("app", {
      runCommand: "launch",
      runArgs: { "-N": 2, name: "x", q: null, "gpus-per-node": 0 },
    });
    expect(settings.toArgv(["more"])).toEqual([
      "launch",
      "-N",
      "2",
      "--name=x",
      "-q",
      "--gpus-per-node=0",
      "app",
      "more",
    ]);
  });

  test("a flag without a run command is refused", () => {
    expect(() => new RunSettings("app").set("np", 2)).toThrow(code("SSX_NO_RUN_COMMAND"));
  });

  test("set replaces, false takes out", () => {
    const settings = new RunSettings("a", { runCommand: "r" })
      .set("n", 1)
      .set("-n", 2)
      .set("v")
      .set("v", false);
    expect(settings.toArgv()).toEqual(["r", "-n", "2", "a"]);
  });

  test.each([
    ["mpirun", "mpirun"],
    ["mpiexec", "mpiexec"],
    ["/opt/mpi/bin/orterun", "/opt/mpi/bin/orterun"],
  ])("%s has ranks, and its values are arguments of their own", (runCommand, first) => {
    const settings = runSettingsFor("lmp", { runCommand, runArgs: { np: 1, "map-by": "core" } });
    expect(settings).toBeInstanceOf(MpirunSettings);
    (settings as MpirunSettings).setTasks(4);
    expect(settings.toArgv()).toEqual([first, "-np", "4", "--map-by", "core", "lmp"]);
  });

  test.each([0, -1, 1.5, Number.NaN])("%d ranks are refused", (ranks) => {
    expect(() => new MpirunSettings("x").setTasks(ranks)).toThrow(code("SSX_COUNT"));
  });
});

test("a clone is changed on its own", () => {
  const settings = new MpirunSettings("x", { exeArgs: ["a"], env: { A: 1 }, runArgs: { np: 2 } });
  const copy = settings.clone().addExeArgs(["b"]).updateEnv({ B: 2 }).setTasks(3);
  expect(settings.toArgv()).toEqual(["mpirun", "-np", "2", "x", "a"]);
  expect(settings.env).toEqual({ A: "1" });
  expect(copy.toArgv()).toEqual(["mpirun", "-np", "3", "x", "a", "b"]);
  expect(copy.env).toEqual({ A: "1", B: "2" });
});
