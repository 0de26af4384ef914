import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A digest that changes exactly when `pnpm install` could have something to do.
 *
 * @param {string} root
 * @param {readonly string[]} files relative to `root`; one that does not exist counts as such
 * @param {readonly string[]} circumstances whatever else an installation depends on
 * @returns {string}
 */
export function stampOf(root, files, circumstances = []) {
  const hash = createHash("sha256").update(JSON.stringify(circumstances));
  for (const file of [...files].sort()) {
    const path = join(root, file);
    const content = existsSync(path) ? readFileSync(path, "utf8") : null;
    hash.update(JSON.stringify([file, content]));
  }
  return hash.digest("hex");
}

/**
 * The files that `pnpm install` reads, relative to the workspace's root, and some where there could be one: every
 * member of the workspace lies one or two folders down.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function installInputs(root) {
  const folders = subdirectories(root);
  const manifests = folders.flatMap((folder) => [
    `${folder}/package.json`,
    ...subdirectories(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  ]);
  return [".npmrc", "package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests];
}

/** @param {string} path */
function subdirectories(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
    .map((entry) => entry.name);
}
