// @ts-check
// Trains a small network on the Palmer penguins with 24 settings drawn at random.
//   node main.mjs [directory]     a new or empty one; without it run/1, run/2, …
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Experiment, logspace } from "@ssx/core";
import { local } from "@ssx/local";
import { failures } from "./report/failures.mjs";
import { short } from "./report/number.mjs";
import { bestFirst, readResult, toRows } from "./report/results.mjs";
import { accuracyChart } from "./report/svg.mjs";
import { alignedTable, csv } from "./report/table.mjs";
import { runDirectory } from "./run-directory.mjs";

const directory = await runDirectory(process.argv[2]).catch(giveUp);
const exp = new Experiment("quickstart", { launcher: local(), path: directory });

const training = exp.createEnsemble("training", {
  params: { LR: logspace(-4, 1, 26), L2: [0, 0.001, 0.01, 0.1] },
  permStrategy: "random",
  nModels: 24,
  seed: 7,
  runSettings: exp.createRunSettings("node", { exeArgs: ["train.mjs"] }),
});
training.attachGeneratorFiles({
  toConfigure: [task("train.toml")],
  toCopy: ["train.mjs", "data.mjs", "model.mjs", "random.mjs", "settings.mjs"].map(task),
  toSymlink: [penguins()],
});
await exp.generate(training, { tag: ";" });
await exp.start(training, { block: true, summary: true });

const failed = failures(exp, training);
if (failed) {
  console.error(failed);
  process.exitCode = 1;
} else {
  await report();
}

async function report() {
  const results = (await Promise.all([...training].map(readResult))).sort(bestFirst);
  const table = join(exp.path, "accuracy.csv");
  const picture = join(exp.path, "accuracy.svg");
  await writeFile(table, csv(toRows(results, String)));
  await writeFile(picture, accuracyChart(results));
  console.log(`\n${alignedTable(toRows(results, short))}\nTable:   ${table}\nPicture: ${picture}`);
}

/** @param {string} name */
function task(name) {
  return fileURLToPath(new URL(`task/${name}`, import.meta.url));
}

/** The data lie beside the main file of their package, which exports nothing but that file. */
function penguins() {
  return fileURLToPath(new URL("../data/penguins.json", import.meta.resolve("vega-datasets")));
}

/**
 * @param {Error} error
 * @returns {never}
 */
function giveUp({ message }) {
  console.error(message);
  process.exit(1);
}
