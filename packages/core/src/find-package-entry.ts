import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Of the conditions in a package's `exports`, those that hold for an `import` in Node. */
const CONDITIONS: readonly string[] = ["node", "import", "module-sync", "default"];

/**
 * The file that `import` of a package would load, looked up from a directory as Node does: in
 * `node_modules` there and in each directory above. Node itself offers this only for its own place.
 */
export function findPackageEntry(packageName: string, from: string): string | undefined {
  for (let directory = resolve(from); ; directory = dirname(directory)) {
    const home = join(directory, "node_modules", packageName);
    const manifest = join(home, "package.json");
    if (existsSync(manifest)) {
      const { exports, main } = JSON.parse(readFileSync(manifest, "utf8"));
      return join(home, entryOf(exports?.["."] ?? exports) ?? main ?? "index.js");
    }
    if (dirname(directory) === directory) return undefined;
  }
}

function entryOf(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    const entry = CONDITIONS.includes(condition) ? entryOf(inner) : undefined;
    if (entry !== undefined) return entry;
  }
  return undefined;
}
