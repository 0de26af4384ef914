// Packs the package in the current directory as it would be published, and lets `publint --strict` and
// `attw --profile esm-only` judge the tarball: once packed for both, each would do it by itself.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const directory = mkdtempSync(join(tmpdir(), "ssx-packed-"));
try {
  process.exitCode = check() ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true });
}

/** @returns {boolean} */
function check() {
  if (!run("pnpm", ["pack", "--pack-destination", directory])) return false;
  const tarball = readdirSync(directory).map((name) => join(directory, name))[0];
  if (tarball === undefined) throw new Error("pnpm pack left no tarball");
  const sound = run("publint", [tarball, "--strict"]);
  // The types are the package's own: asking the registry for others would only take time.
  return run("attw", [tarball, "--profile=esm-only", "--no-definitely-typed"]) && sound;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { error, status } = spawnSync(command, args, { stdio: "inherit" });
  if (error !== undefined) throw error;
  return status === 0;
}
