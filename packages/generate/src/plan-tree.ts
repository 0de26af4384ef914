import { lstatSync, readdirSync, readlinkSync, type Stats } from "node:fs";
import { join } from "node:path";
import { GenerateError } from "./errors.ts";
import type { PlannedFile } from "./file-plan.ts";
import { orIoError } from "./io-error.ts";
import { quoted } from "./quoted.ts";

const permissionBits = 0o7777;

/**
 * A file, or a directory and everything in it, parents before children and names in code-unit
 * order.
 *
 * @param path - where it goes, relative to the member's directory
 * @throws {GenerateError} `SSX_UNSUPPORTED_FILE`: opening a fifo would wait for ever
 */
export function planTree(
  source: string,
  path: string,
  kind: "copy" | "configured",
  stats: Stats,
): PlannedFile[] {
  const mode = stats.mode & permissionBits;
  if (stats.isFile())
    return kind === "copy"
      ? [{ kind, path, source, mode, sizeBytes: stats.size }]
      : [{ kind, path, source, mode }];
  if (stats.isSymbolicLink()) return [{ kind: "symlink", path, source, target: linkText(source) }];
  if (!stats.isDirectory()) throw unsupported(source, `it is ${kindName(stats)}`);

  const entries: PlannedFile[] = [
    // A member writes in its directory, whoever made the original read-only.
    { kind: "directory", path, source, mode: (mode & 0o777) | 0o700 },
  ];
  const names = orIoError("read", source, () => readdirSync(source, "buffer"))
    .map((name) => decoded(name, source))
    .sort();
  for (const name of names) {
    const child = join(source, name);
    const childStats = orIoError("read", child, () => lstatSync(child));
    for (const entry of planTree(child, join(path, name), kind, childStats)) entries.push(entry);
  }
  return entries;
}

function linkText(source: string): string {
  return decoded(
    orIoError("read", source, () => readlinkSync(source, "buffer")),
    source,
  );
}

/** Node's paths are text: a name that is no UTF-8 could be listed but never opened. */
function decoded(bytes: Buffer, where: string): string {
  const text = bytes.toString();
  if (Buffer.from(text).equals(bytes)) return text;
  throw unsupported(where, `it holds a name that is no UTF-8 (${quoted(text)})`);
}

function kindName(stats: Stats): string {
  if (stats.isFIFO()) return "a fifo";
  if (stats.isSocket()) return "a socket";
  return "a device";
}

function unsupported(path: string, why: string): GenerateError {
  return new GenerateError(
    "SSX_UNSUPPORTED_FILE",
    `cannot attach ${quoted(path)}: ${why}; only files, directories and symbolic links can be attached, ` +
      "so move it out of the tree, or link to it with toSymlink",
    { path },
  );
}
