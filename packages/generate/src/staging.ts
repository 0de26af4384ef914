import { mkdirSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { orIoError } from "./io-error.ts";
import { isStale, stagingName, stagingPrefix } from "./staging-name.ts";

/** The directories in which one call builds aside what it then renames into place. */
export class Staging {
  readonly #name: string = stagingName();
  readonly #made = new Set<string>();

  /** A staging directory in `parent`, and so on its file system; made when first asked for. */
  directoryIn(parent: string): string {
    const directory = join(parent, this.#name);
    if (!this.#made.has(directory)) {
      orIoError("make a directory in", parent, () => mkdirSync(directory));
      this.#made.add(directory);
    }
    return directory;
  }

  async remove(directory: string): Promise<void> {
    await rm(directory, { recursive: true, force: true });
    this.#made.delete(directory);
  }

  /**
   * What cannot be removed stays: it must not hide the error that led here, and the next call finds
   * it.
   */
  async removeAll(): Promise<void> {
    await Promise.allSettled([...this.#made].map((directory) => this.remove(directory)));
  }
}

/** What processes that are gone have left among these names of a directory. */
export function staleAmong(names: Iterable<string>, directory: string): string[] {
  const stale: string[] = [];
  for (const name of names)
    if (name.startsWith(stagingPrefix) && isStale(name)) stale.push(join(directory, name));
  return stale;
}

/** {@link staleAmong} for a directory that is yet to be listed. */
export function staleIn(directory: string): string[] {
  return staleAmong(
    orIoError("list", directory, () => readdirSync(directory)),
    directory,
  );
}

/** A left-over that cannot be removed is no reason not to generate. */
export async function removeStale(paths: readonly string[]): Promise<void> {
  await Promise.allSettled(paths.map((path) => rm(path, { recursive: true, force: true })));
}
