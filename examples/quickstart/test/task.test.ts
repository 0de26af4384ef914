import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadPenguins, split, standardise } from "../task/data.mjs";
import { createModel, evaluate, gradient } from "../task/model.mjs";
import { random } from "../task/random.mjs";

const run = promisify(execFile);
const task = fileURLToPath(new URL("../task", import.meta.url));
const penguins = fileURLToPath(
  new URL("../data/penguins.json", import.meta.resolve("vega-datasets")),
);

describe("the data", () => {
  const samples = loadPenguins(penguins);

  test("are the 342 penguins whose four measurements are known", () => {
    expect(samples).toHaveLength(342);
    expect(samples.every(({ x }) => x.length === 4 && x.every((v) => v > 0))).toBe(true);
    expect([0, 1, 2].map((y) => samples.filter((s) => s.y === y).length)).toEqual([151, 68, 123]);
  });

  test("are split the same way for the same seed, each penguin into one part", () => {
    const first = split(samples, { heldOut: 0.3, next: random(7) });
    expect(split(samples, { heldOut: 0.3, next: random(7) })).toEqual(first);
    expect(split(samples, { heldOut: 0.3, next: random(8) })).not.toEqual(first);
    expect(first.test).toHaveLength(103);
    expect(new Set([...first.train, ...first.test]).size).toBe(342);
  });

  test("are scaled by the training part alone", () => {
    const parts = split(samples, { heldOut: 0.3, next: random(7) });
    const { train } = standardise(parts);
    const beaks = train.map(({ x }) => x[0] ?? Number.NaN);
    const mean = beaks.reduce((a, b) => a + b, 0) / beaks.length;
    expect(mean).toBeCloseTo(0, 10);
    expect(beaks.reduce((a, b) => a + (b - mean) ** 2, 0) / beaks.length).toBeCloseTo(1, 10);
    const other = standardise({ train: parts.train, test: parts.test.slice(0, 3) });
    expect(other.train).toEqual(train);
  });
});

describe("the model", () => {
  const next = random(3);
  const samples = Array.from({ length: 6 }, (_, i) => ({
    x: [next() - 0.5, next() - 0.5, next() - 0.5, next() - 0.5],
    y: i % 3,
  }));

  test("has the gradient that finite differences give", () => {
    const model = createModel({ inputs: 4, hidden: 5, outputs: 3, next });
    const l2 = 0.1;
    const objective = () =>
      evaluate(model, samples).loss +
      (l2 / 2) *
        [...model.hidden, ...model.output]
          .flatMap((r) => r.slice(0, -1))
          .reduce((s, w) => s + w * w, 0);
    const exact = gradient(model, samples, l2);
    for (const layer of ["hidden", "output"] as const) {
      for (const [k, row] of model[layer].entries()) {
        for (const [j, weight] of row.entries()) {
          row[j] = weight + 1e-6;
          const above = objective();
          row[j] = weight - 1e-6;
          const slope = (above - objective()) / 2e-6;
          row[j] = weight;
          expect(exact[layer][k]?.[j]).toBeCloseTo(slope, 6);
        }
      }
    }
  });

  test("recognises nothing once its weights are no numbers", () => {
    const model = createModel({ inputs: 4, hidden: 5, outputs: 3, next });
    for (const row of model.output) row.fill(Number.NaN);
    expect(evaluate(model, samples)).toEqual({ loss: Number.NaN, accuracy: 0 });
  });
});

describe("train.mjs by itself", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "ssx-quickstart-task-"));
    await cp(task, directory, { recursive: true });
    await cp(penguins, join(directory, "penguins.json"));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  async function train(rate: string, l2: string) {
    const template = await readFile(join(task, "train.toml"), "utf8");
    await writeFile(
      join(directory, "train.toml"),
      template.replace(";LR;", rate).replace(";L2;", l2),
    );
    await run(process.execPath, ["train.mjs"], { cwd: directory });
    return JSON.parse(await readFile(join(directory, "result.json"), "utf8"));
  }

  test("gives the same result each time, and learns", async () => {
    const result = await train("0.1", "0.001");
    expect(await train("0.1", "0.001")).toEqual(result);
    expect(result).toMatchObject({ epochs: 30, diverged: false });
    expect(result.accuracy).toBeGreaterThan(0.95);
  });

  test("with too small a rate has not learned in its 30 epochs", async () => {
    expect((await train("0.0001", "0")).accuracy).toBeLessThan(0.6);
  });

  test("with far too large a rate says that it diverged, and is no failure", async () => {
    expect(await train("1e6", "0.1")).toMatchObject({ accuracy: 0, loss: null, diverged: true });
  });

  test("fails on a tag that was not filled in, naming the line", async () => {
    await expect(train(";LR;", "0")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("train.toml:2: "),
    });
  });
});
