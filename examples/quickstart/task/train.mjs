// @ts-check
// The task of one member: train one classifier as train.toml says and write result.json.
// It knows nothing of SSX, and runs by hand as well: `node train.mjs` in a member's directory.
import { writeFileSync } from "node:fs";
import { loadPenguins, SPECIES, split, standardise } from "./data.mjs";
import { createModel, evaluate, gradient, step } from "./model.mjs";
import { random, shuffle } from "./random.mjs";
import { readSettings } from "./settings.mjs";

const settings = readSettings("train.toml");
const next = random(settings.seed);
const { train, test } = standardise(
  split(loadPenguins("penguins.json"), { heldOut: settings.heldOut, next }),
);
const model = createModel({
  inputs: train[0]?.x.length ?? 0,
  hidden: settings.hidden,
  outputs: SPECIES.length,
  next,
});

let epochs = 0;
let loss = evaluate(model, train).loss;
// A rate that is far too large makes the weights overflow; more of the same would not help.
while (epochs < settings.epochs && Number.isFinite(loss)) {
  const mixed = shuffle(train, next);
  for (let i = 0; i < mixed.length; i += settings.batch) {
    const batch = mixed.slice(i, i + settings.batch);
    step(model, gradient(model, batch, settings.l2), settings.learningRate);
  }
  epochs++;
  loss = evaluate(model, train).loss;
  console.log(`epoch ${epochs}: training loss ${loss.toFixed(4)}`);
}

const held = evaluate(model, test);
const diverged = !Number.isFinite(held.loss);
// JSON has no NaN: a loss that is none is written as null.
const result = { accuracy: held.accuracy, loss: diverged ? null : held.loss, epochs, diverged };
writeFileSync("result.json", `${JSON.stringify(result, null, 2)}\n`);
console.log(`accuracy on ${test.length} penguins held out: ${held.accuracy.toFixed(3)}`);
