import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What this needs of the context that vitest hands to a test. */
interface Skippable {
  skip(note?: string): never;
}

/**
 * The path of a program that a test cannot do without.
 *
 * Where it is missing the test is skipped, and says so; under `CI` or `SSX_CI` it fails, so that an installation
 * that went wrong does not pass for a green run.
 *
 * ```ts
 * test("LAMMPS runs under mpirun", async (context) => {
 *   const lmp = requireProgram(context, "lmp");
 * ```
 */
export function requireProgram(context: Skippable, name: string): string {
  const path = findOnPath(name, process.env.PATH ?? "");
  if (path !== undefined) return path;
  if (isSet("SSX_CI") || isSet("CI"))
    throw new Error(`${name} is not on the PATH, and CI runs every test`);
  context.skip(`${name} is not on the PATH`);
}

function findOnPath(name: string, searchPath: string): string | undefined {
  return searchPath
    .split(delimiter)
    .filter((directory) => directory !== "")
    .map((directory) => join(directory, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isSet(variable: string): boolean {
  const value = process.env[variable] ?? "";
  return value !== "" && value !== "0" && value !== "false";
}
