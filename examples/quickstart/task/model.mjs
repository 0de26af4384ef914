// @ts-check

/**
 * A network with one hidden layer (ReLU) and a softmax on top.
 * Row k of a matrix holds the weights into unit k; its last column is the bias.
 *
 * @typedef {number[][]} Matrix
 * @typedef {{ hidden: Matrix, output: Matrix }} Model
 * @typedef {import("./data.mjs").Sample} Sample
 */

/**
 * @param {{ inputs: number, hidden: number, outputs: number, next: () => number }} options
 * @returns {Model}
 */
export function createModel({ inputs, hidden, outputs, next }) {
  return { hidden: layer(hidden, inputs, next), output: layer(outputs, hidden, next) };
}

/**
 * @param {Model} model
 * @param {readonly number[]} x
 * @returns {number[]} probability of each species
 */
export function predict(model, x) {
  return softmax(linear(model.output, linear(model.hidden, x).map(relu)));
}

/**
 * Mean cross-entropy over the samples, and the share of them that was recognised.
 * Outputs that are no numbers (the training diverged) recognise nothing.
 *
 * @param {Model} model
 * @param {readonly Sample[]} samples
 */
export function evaluate(model, samples) {
  let loss = 0;
  let right = 0;
  for (const { x, y } of samples) {
    const p = predict(model, x);
    // The floor keeps one hopeless sample from making the mean infinite; NaN stays NaN.
    loss -= Math.log(Math.max(p[y] ?? 0, 1e-12));
    if (p[y] === Math.max(...p)) right++;
  }
  return { loss: loss / samples.length, accuracy: right / samples.length };
}

/**
 * Gradient of the mean cross-entropy over the batch plus `l2 / 2` times the squared weights
 * (biases are left out: they say where the data lie, not how wild the function is).
 *
 * @param {Model} model
 * @param {readonly Sample[]} batch
 * @param {number} l2
 * @returns {Model} same shape as the model
 */
export function gradient(model, batch, l2) {
  const grad = { hidden: decay(model.hidden, l2), output: decay(model.output, l2) };
  for (const { x, y } of batch) {
    const h = linear(model.hidden, x).map(relu);
    const p = softmax(linear(model.output, h));
    const dOutput = p.map((value, k) => (value - (k === y ? 1 : 0)) / batch.length);
    const dHidden = h.map((value, j) =>
      value > 0 ? dOutput.reduce((sum, d, k) => sum + d * at(model.output, k, j), 0) : 0,
    );
    addOuter(grad.output, dOutput, h);
    addOuter(grad.hidden, dHidden, x);
  }
  return grad;
}

/**
 * One step down the gradient, in place.
 *
 * @param {Model} model
 * @param {Model} grad
 * @param {number} rate
 */
export function step(model, grad, rate) {
  for (const name of /** @type {const} */ (["hidden", "output"])) {
    for (const [k, row] of model[name].entries()) {
      for (const j of row.keys()) row[j] = at(model[name], k, j) - rate * at(grad[name], k, j);
    }
  }
}

/** He's initialisation: the spread that keeps signals through ReLU layers the same size. */
const layer = (
  /** @type {number} */ units,
  /** @type {number} */ inputs,
  /** @type {() => number} */ next,
) =>
  Array.from({ length: units }, () => [
    ...Array.from({ length: inputs }, () => Math.sqrt(2 / inputs) * normal(next)),
    0,
  ]);

/** Normally distributed, by Box and Muller. @param {() => number} next */
function normal(next) {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** @param {number} value */
const relu = (value) => Math.max(0, value);

/**
 * @param {Matrix} weights
 * @param {readonly number[]} x
 */
function linear(weights, x) {
  return weights.map((row) => x.reduce((sum, v, j) => sum + v * (row[j] ?? 0), row[x.length] ?? 0));
}

/** @param {readonly number[]} values */
function softmax(values) {
  const top = Math.max(...values); // without it exp() overflows for values above 709
  const exp = values.map((value) => Math.exp(value - top));
  const sum = exp.reduce((a, b) => a + b, 0);
  return exp.map((value) => value / sum);
}

/**
 * @param {Matrix} weights
 * @param {number} l2
 */
const decay = (weights, l2) =>
  weights.map((row) => row.map((value, j) => (j < row.length - 1 ? l2 * value : 0)));

/**
 * @param {Matrix} sum
 * @param {readonly number[]} d
 * @param {readonly number[]} x
 */
function addOuter(sum, d, x) {
  for (const [k, row] of sum.entries()) {
    for (const j of row.keys()) row[j] = (row[j] ?? 0) + (d[k] ?? 0) * (x[j] ?? 1);
  }
}

/**
 * @param {Matrix} matrix
 * @param {number} k
 * @param {number} j
 */
const at = (matrix, k, j) => matrix[k]?.[j] ?? 0;
