import { realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { GenerateError } from "./errors.ts";
import type { FilePlan } from "./file-plan.ts";
import { quoted } from "./quoted.ts";

/**
 * Refuses a member inside a directory that is attached to it: the next generation would copy this
 * one's output, and the one after that both. And an attached file that would be written over by its
 * own copy, filled in.
 */
export class OriginChecker {
  /** Parents in which nothing of the plan is, so that new members cannot be in it either. */
  readonly #clear = new Map<FilePlan, Set<string>>();

  /** @throws {GenerateError} `SSX_COPY_INTO_ITSELF` */
  check(plan: FilePlan, directory: string, exists: boolean): void {
    if (plan.origins.length === 0) return;
    const parent = dirname(directory);
    const clear = this.#clear.get(plan) ?? new Set<string>();
    this.#clear.set(plan, clear);
    if (!clear.has(parent)) {
      for (const { realPath } of plan.origins) checkOutside(realPath, parent);
      clear.add(parent);
    }
    if (exists) checkOriginals(plan, directory);
  }
}

function checkOutside(realPath: string, directory: string): void {
  const place = realpathOfWhatExists(directory);
  const tree = realPath.endsWith(sep) ? realPath : realPath + sep;
  if (place === realPath || place.startsWith(tree))
    throw intoItself(realPath, directory, "lies in it or is it");
}

function checkOriginals({ origins }: FilePlan, directory: string): void {
  const place = realpathOfWhatExists(directory);
  for (const { path, realPath } of origins) {
    checkOutside(realPath, place);
    if (realPath === join(place, path)) throw intoItself(realPath, join(directory, path), "is it");
  }
}

function intoItself(source: string, path: string, how: string): GenerateError {
  return new GenerateError(
    "SSX_COPY_INTO_ITSELF",
    `cannot copy ${quoted(source)} to ${quoted(path)}, which ${how}; keep originals and experiment apart, ` +
      "or attach only what is needed",
    { path, sources: [source] },
  );
}

function realpathOfWhatExists(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realpathOfWhatExists(above), relative(above, path));
  }
}
