// @ts-check
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Where this run goes: the directory asked for, which must be new or empty, or the first of
 * run/1, run/2, … that does not exist. So a run never touches the results of another.
 *
 * @param {string | undefined} asked
 * @param {string} parent of the numbered directories
 * @returns {Promise<string>} a directory that exists and is empty
 */
export async function runDirectory(asked, parent = fileURLToPath(new URL("run", import.meta.url))) {
  if (asked !== undefined) {
    await mkdir(asked, { recursive: true });
    if ((await readdir(asked)).length > 0) {
      throw new Error(`${asked} is not empty: name a new directory, or none to get a numbered one`);
    }
    return asked;
  }
  await mkdir(parent, { recursive: true });
  for (let number = 1; ; number++) {
    const directory = join(parent, String(number));
    try {
      await mkdir(directory);
      return directory;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}
