// @ts-check
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { meanOfLast, parseLog } from "./lammps-log.mjs";

/**
 * Means over the last half of a run, per atom and in reduced units.
 *
 * @typedef {{ member: string, T: number, RHO: number, temperature: number, pressure: number,
 *   energy: number, loopTimeSec: number }} Result
 */

/** The first half of each run is left out: in it the crystal melts and the thermostat settles. */
const KEPT = 0.5;

/**
 * @param {{ key: string, path: string, params: Readonly<Record<string, unknown>> }} member
 * @returns {Promise<Result>} from the log.lammps in the member's directory
 */
export async function readResult({ key, path, params }) {
  const file = join(path, "log.lammps");
  const text = await readFile(file, "utf8");
  try {
    const run = parseLog(text);
    return {
      member: key,
      T: Number(params.T),
      RHO: Number(params.RHO),
      temperature: meanOfLast(run, "Temp", KEPT),
      pressure: meanOfLast(run, "Press", KEPT),
      energy: meanOfLast(run, "TotEng", KEPT),
      loopTimeSec: run.loopTimeSec,
    };
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
