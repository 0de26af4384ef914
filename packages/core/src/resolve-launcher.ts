import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { isSsxError, SsxError } from "./errors.ts";
import { findPackageEntry } from "./find-package-entry.ts";
import { isLauncher, type Launcher } from "./launcher.ts";
import { findProgram } from "./process/find-program.ts";

/** The launchers that SSX brings, and the command without which a machine is not theirs. */
const KNOWN: ReadonlyMap<string, string | undefined> = new Map([
  ["slurm", "sbatch"],
  ["pbs", "qsub"],
  ["lsf", "bsub"],
  ["cobalt", "qsub"],
  ["local", undefined],
]);

/**
 * Names of packages by other people, which export a function named after what follows the prefix.
 */
const FOREIGN = /^(?:@[\w.-]+\/)?ssx-launcher-([\w-]+)$/;

/**
 * A launcher by its name (`"slurm"`), by the name of a package (`"ssx-launcher-flux"`), or
 * `"auto"`: the first scheduler that is found on this machine, and if there is none, this machine
 * itself.
 *
 * @throws {SsxError} `SSX_UNKNOWN_LAUNCHER`, `SSX_LAUNCHER_NOT_INSTALLED`, `SSX_NOT_A_LAUNCHER`
 */
export async function resolveLauncher(name: string): Promise<Launcher> {
  if (name === "auto") return await detectLauncher();
  if (KNOWN.has(name)) return await load(`@ssx/${name}`, name);
  const foreign = FOREIGN.exec(name)?.[1];
  if (foreign !== undefined) return await load(name, foreign);
  throw new SsxError(
    "SSX_UNKNOWN_LAUNCHER",
    `there is no launcher ${JSON.stringify(name)}: use "auto", ${[...KNOWN.keys()].map((known) => `"${known}"`).join(", ")}, the name of a package ssx-launcher-…, or a launcher itself`,
    { details: { launcher: name } },
  );
}

async function detectLauncher(): Promise<Launcher> {
  let notInstalled: unknown;
  for (const [name, command] of KNOWN) {
    if (command === undefined) continue;
    let launcher: Launcher;
    try {
      launcher = await load(`@ssx/${name}`, name);
    } catch (error) {
      if (!isSsxError(error, "SSX_LAUNCHER_NOT_INSTALLED")) throw error;
      if (findProgram(command, { path: process.env.PATH, directory: "/" })) notInstalled ??= error;
      continue;
    }
    if (await launcher.detect()) return launcher;
  }
  // A machine with a scheduler is not one to run things on unasked.
  if (notInstalled) throw notInstalled;
  return await load("@ssx/local", "local");
}

async function load(packageName: string, factory: string): Promise<Launcher> {
  const module = await importFromUser(packageName);
  const make = module[factory];
  const launcher = typeof make === "function" ? make() : undefined;
  if (isLauncher(launcher)) return launcher;
  throw new SsxError(
    "SSX_NOT_A_LAUNCHER",
    `${packageName} has no function ${factory}() that returns a launcher: ask its authors, or give the launcher itself`,
    { details: { package: packageName } },
  );
}

/**
 * Looked up from here, then from the user's program and directory: a launcher is the user's
 * dependency, not ours.
 */
async function importFromUser(packageName: string): Promise<Record<string, unknown>> {
  try {
    return await import(packageName);
  } catch (error) {
    // Only the package's own absence: one that lacks something of its own has an error worth seeing.
    const { code, message } = error as { code?: string; message?: string };
    const absent = code === "ERR_MODULE_NOT_FOUND" && message?.startsWith("Cannot find package");
    if (!absent || !message?.includes(packageName)) throw error;
  }
  for (const from of [dirname(process.argv[1] ?? "."), process.cwd()]) {
    const entry = findPackageEntry(packageName, from);
    if (entry !== undefined) return await import(pathToFileURL(entry).href);
  }
  throw new SsxError(
    "SSX_LAUNCHER_NOT_INSTALLED",
    `the launcher ${packageName} is not installed: npm install ${packageName}`,
    { details: { package: packageName } },
  );
}
