// A program of a user's: makes one model for each line, starts them, and prints how they ended.
//   node start.mjs <json>, see DriverOptions in ../driver.ts

import { Experiment } from "@ssx/core";
import { local } from "@ssx/local";

const {
  path,
  lines,
  batch = false,
  ensemble = false,
  ownListener,
  launcher = {},
  report = "plain",
  start = {},
} = JSON.parse(process.argv[2]);

if (ownListener) process.on(ownListener, () => console.log(`heard ${ownListener}`));

const exp = new Experiment("driven", { launcher: local(launcher), path, report });
const models = lines.map((line, index) => {
  const [exe, ...exeArgs] = typeof line === "string" ? ["sh", "-c", line] : line;
  return exp.createModel(
    ensemble ? `e_${index}` : `m${index}`,
    exp.createRunSettings(exe, { exeArgs }),
    batch ? { batchSettings: exp.createBatchSettings() } : {},
  );
});
const job = exp.createEnsemble("e", {
  batchSettings: exp.createBatchSettings({ maxParallel: 1 }),
});
if (ensemble) for (const model of models) job.addModel(model);
try {
  await exp.start(ensemble ? job : models, start);
} catch (error) {
  if (!ownListener || error.code !== "SSX_INTERRUPTED") throw error;
  console.log("interrupted");
}
console.log(`states ${JSON.stringify(models.map((model) => exp.getStatus(model)))}`);
