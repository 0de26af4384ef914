// @ts-check
import { readFileSync } from "node:fs";

/** @typedef {{ learningRate: number, l2: number, hidden: number, batch: number, epochs: number,
 *   heldOut: number, seed: number }} Settings */

/** Name in the file → name in the program. */
const NAMES = /** @type {const} */ ({
  learning_rate: "learningRate",
  l2: "l2",
  hidden: "hidden",
  batch: "batch",
  epochs: "epochs",
  held_out: "heldOut",
  seed: "seed",
});

/**
 * Reads the part of TOML that train.toml uses: `name = number`, comments and empty lines.
 * A tag that nobody filled in (`;LR;`) is not a number, and so ends the program with its line.
 *
 * @param {string} file
 * @returns {Settings}
 */
export function readSettings(file) {
  /** @type {Partial<Settings>} */
  const settings = {};
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    const text = line.replace(/#.*/, "").trim();
    if (text === "") continue;
    const [, name = "", value = ""] = /^(\w+)\s*=\s*(\S+)$/.exec(text) ?? [];
    const number = Number(value);
    if (!isName(name) || value === "" || !Number.isFinite(number)) {
      const known = Object.keys(NAMES).join(", ");
      throw new Error(
        `${file}:${index + 1}: expected "name = number" with a name of ${known}: ${text}`,
      );
    }
    settings[NAMES[name]] = number;
  }
  const missing = Object.entries(NAMES).filter(([, key]) => settings[key] === undefined);
  if (missing.length > 0) {
    throw new Error(`${file}: missing ${missing.map(([name]) => name).join(", ")}`);
  }
  return /** @type {Settings} */ (settings); // complete: the line above found nothing missing
}

/**
 * @param {string} name
 * @returns {name is keyof typeof NAMES}
 */
function isName(name) {
  return Object.hasOwn(NAMES, name);
}
