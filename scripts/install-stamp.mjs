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
 * The files that `pnpm install` reads, relative to the workspace's root.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function installInputs(root) {
  const manifests = ["packages", "examples"].flatMap((parent) =>
    subdirectories(join(root, parent)).map((name) => `${parent}/${name}/package.json`),
  );
  return [".npmrc", "package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests];
}

/** @param {string} path */
function subdirectories(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
