import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { ioError } from "./io-error.ts";

/**
 * A directory and those above it, where they are missing. Node's own recursive `mkdir` answers
 * ENOENT on a file system that is read-only.
 *
 * @throws {GenerateError} `SSX_GENERATE_IO`
 */
export function makeDirectories(path: string): void {
  try {
    mkdirSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" && dirname(path) !== path) {
      makeDirectories(dirname(path));
      makeDirectories(path);
    } else if (!isDirectory(path)) throw ioError("make", path, cause);
  }
}

/** Also when another process has just made it. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
