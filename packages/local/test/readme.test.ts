import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readmeBlocks, runIn, userProject } from "./support/project.ts";

const TRAIN = `
import { readFileSync } from "node:fs";
const [data, weights, toml] = ["data/points.csv", "weights.bin", "train.toml"].map((path) =>
  readFileSync(path, "utf8"),
);
console.log(JSON.stringify({ args: process.argv.slice(2), data, weights, toml }));
`;

test("one model of the README runs as written", async () => {
  const [block = ""] = readmeBlocks("../README.md");
  const project = userProject({ "main.mjs": block });
  const ended = await runIn(project, "main.mjs", ["echo"]).ended;

  expect(ended).toMatchObject({ exitCode: 0, signal: null });
  expect(readFileSync(join(project, "simple/hello_world/hello_world.out"), "utf8")).toBe(
    "Hello World\n",
  );
  expect(ended.stdout).toMatch(/simple: 1 task \(hello_world\) on local/);
  expect(ended.stdout).toMatch(/hello_world +│ completed +│ +0 │/);
  expect(ended.stdout).toMatch(/^completed$/m);
});

test("the ensemble of the README runs as written", async () => {
  const [, block = ""] = readmeBlocks("../README.md");
  const project = userProject({
    "main.mjs": block,
    "train.mjs": TRAIN,
    "train.toml": "rate = ;LR;\n",
    "data/points.csv": "1,2\n",
    "weights.bin": "weights",
  });
  const ended = await runIn(project, "main.mjs", []).ended;
  expect(ended).toMatchObject({ exitCode: 0, signal: null });

  const training = join(project, "training-run/training");
  expect(readdirSync(training)).toEqual(["training_0", "training_1", "training_2", "training_3"]);
  const rates = readdirSync(training).map((name) => {
    const output = readFileSync(join(training, name, `${name}.out`), "utf8");
    const { args, data, weights, toml } = JSON.parse(output);
    const rate = /^--LR=(0\.\d+)$/.exec(args[0])?.[1];
    expect({ args, data, weights, toml }).toEqual({
      args: [`--LR=${rate}`],
      data: "1,2\n",
      weights: "weights",
      toml: `rate = ${rate}\n`,
    });
    const params = JSON.parse(readFileSync(join(training, name, "params.json"), "utf8"));
    expect(JSON.stringify(params)).toContain(`"LR":${rate}`);
    expect(lstatSync(join(training, name, "data")).isSymbolicLink()).toBe(false);
    expect(readlinkSync(join(training, name, "weights.bin"))).toBe(join(project, "weights.bin"));
    return rate;
  });
  expect(new Set(rates).size).toBe(4);

  const [header, ...rows] = readFileSync(join(project, "training-run/params.csv"), "utf8")
    .trim()
    .split(/\r?\n/);
  expect(header).toMatch(/LR/);
  expect(rows).toHaveLength(4);
  for (const [index, row] of rows.entries()) {
    expect(row).toContain(`training/training_${index}`);
    expect(row.split(",")).toContain(rates[index]);
  }
  expect(ended.stdout.split("\n").map((line) => line.trimEnd())).toEqual([
    ...rates.map((rate, index) => `training_${index} ${rate} completed 0`),
    "",
  ]);
});

test("the example of @ssx/core runs as written", async () => {
  const [block = ""] = readmeBlocks("core/README.md");
  const project = userProject({
    "main.mjs": block,
    "decay.mjs": "process.exitCode = process.cwd().endsWith('run_3') ? 3 : 0;\n",
    "decay.ini": "rate=;RATE;\nsteps=;steps;\n",
  });
  const ended = await runIn(project, "main.mjs", []).ended;

  expect(ended).toMatchObject({ exitCode: 0, signal: null });
  expect(readFileSync(join(project, "decay/run/run_9/decay.ini"), "utf8")).toBe(
    "rate=0.5\nsteps=1000\n",
  );
  expect(ended.stdout).toMatch(/^run\/run_3 exit 3$/m);
  expect(ended.stdout).toMatch(/run\/run_9 +│ completed/);
  expect(ended.stdout).toContain("node decay.mjs");
});

test("the example of @ssx/local runs as written", async () => {
  const [block = ""] = readmeBlocks("local/README.md");
  const project = userProject({ "main.mjs": block });
  const ended = await runIn(project, "main.mjs", ["sh"]).ended;

  expect(ended).toMatchObject({ exitCode: 0, signal: null, stdout: "all completed\n" });
  const squares = [0, 1, 2, 3].map((index) =>
    readFileSync(join(project, `sweep/square/square_${index}/square_${index}.out`), "utf8"),
  );
  expect(squares).toEqual(["1\n", "4\n", "9\n", "16\n"]);
});
