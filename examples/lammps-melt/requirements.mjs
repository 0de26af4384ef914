// @ts-check
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NEEDED = ["lmp", "mpirun"];

/**
 * @param {string | undefined} path as in the environment
 * @returns {string | undefined} what is missing and how to get it; nothing when all is there
 */
export function missingPrograms(path) {
  const missing = NEEDED.filter((program) => !onPath(program, path ?? ""));
  if (missing.length === 0) return undefined;
  return (
    `not found on PATH: ${missing.join(", ")}\n` +
    "This example runs LAMMPS with Open MPI. On Debian or Ubuntu:\n" +
    "  sudo apt-get install --no-install-recommends lammps openmpi-bin\n" +
    "Elsewhere: conda install -c conda-forge lammps openmpi"
  );
}

/**
 * @param {string} program
 * @param {string} path
 */
function onPath(program, path) {
  return path.split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
