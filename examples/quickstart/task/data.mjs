// @ts-check
import { readFileSync } from "node:fs";
import { shuffle } from "./random.mjs";

/** @typedef {{ x: number[], y: number }} Sample measurements and the index of the species */

/** The order is that of the model's outputs. */
export const SPECIES = ["Adelie", "Chinstrap", "Gentoo"];

const MEASUREMENTS = [
  "Beak Length (mm)",
  "Beak Depth (mm)",
  "Flipper Length (mm)",
  "Body Mass (g)",
];

/**
 * Penguins with all four measurements; two of the 344 were never measured.
 *
 * @param {string} file penguins.json
 * @returns {Sample[]}
 */
export function loadPenguins(file) {
  /** @type {Record<string, string | number | null>[]} */
  const rows = JSON.parse(readFileSync(file, "utf8"));
  return rows.flatMap((row) => {
    const x = MEASUREMENTS.map((name) => row[name]);
    const y = SPECIES.indexOf(String(row.Species));
    return y >= 0 && x.every((value) => typeof value === "number") ? [{ x, y }] : [];
  });
}

/**
 * @param {readonly Sample[]} samples
 * @param {{ heldOut: number, next: () => number }} options share to hold out, between 0 and 1
 * @returns {{ train: Sample[], test: Sample[] }}
 */
export function split(samples, { heldOut, next }) {
  const mixed = shuffle(samples, next);
  const tests = Math.round(samples.length * heldOut);
  return { train: mixed.slice(tests), test: mixed.slice(0, tests) };
}

/**
 * Scales each measurement to mean 0 and standard deviation 1. Both come from `train` alone:
 * taken from all samples they would tell the model something about the part held out.
 *
 * @param {{ train: Sample[], test: Sample[] }} parts
 * @returns {{ train: Sample[], test: Sample[] }}
 */
export function standardise({ train, test }) {
  const scales = MEASUREMENTS.map((_, i) => {
    const values = train.map((sample) => sample.x[i] ?? 0);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
    return { mean, deviation: Math.sqrt(variance) };
  });
  /** @param {Sample} sample */
  const scale = ({ x, y }) => ({
    x: scales.map(({ mean, deviation }, i) => ((x[i] ?? 0) - mean) / deviation),
    y,
  });
  return { train: train.map(scale), test: test.map(scale) };
}
