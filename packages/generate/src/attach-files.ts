import { statSync } from "node:fs";
import { resolve } from "node:path";
import { GenerateError } from "./errors.ts";
import { quoted } from "./quoted.ts";

type Paths = string | readonly string[] | undefined;

/**
 * Files and directories to put into each member's directory, under their own base names.
 * Relative paths are taken from the current directory of the moment in which they are attached.
 */
export interface AttachedFiles {
  /** Copied as they are, directories with everything in them. */
  readonly toCopy?: Paths;
  /** One symbolic link each, to the absolute path. */
  readonly toSymlink?: Paths;
  /** Copied with their tags filled in; of a directory every regular file. */
  readonly toConfigure?: Paths;
}

/** Attached files that were there when they were attached; all paths are absolute. */
export type Attachments = Readonly<Record<keyof AttachedFiles, readonly string[]>>;

/**
 * @throws {GenerateError} `SSX_ATTACHED_NOT_FOUND`
 * @throws {TypeError} on a path that is no string or empty, and on a key that AttachedFiles does
 * not have
 */
export function attachFiles(files: AttachedFiles): Attachments {
  const { toCopy, toSymlink, toConfigure, ...others } = files;
  const [unknownKey] = Object.keys(others);
  if (unknownKey !== undefined)
    throw new TypeError(
      `attached files are toCopy, toSymlink or toConfigure, not ${quoted(unknownKey)}`,
    );
  return {
    toCopy: attach("toCopy", toCopy),
    toSymlink: attach("toSymlink", toSymlink),
    toConfigure: attach("toConfigure", toConfigure),
  };
}

function attach(key: keyof AttachedFiles, given: Paths): readonly string[] {
  const paths: readonly unknown[] = typeof given === "string" ? [given] : (given ?? []);
  if (!Array.isArray(paths))
    throw new TypeError(`${key} must be a path or an array of paths, got ${typeof given}`);
  return paths.map((path: unknown) => {
    // The empty path would resolve to the current directory.
    if (typeof path !== "string" || path === "")
      throw new TypeError(`${key} must hold non-empty paths, got ${JSON.stringify(path)}`);
    return found(key, path);
  });
}

function found(key: keyof AttachedFiles, path: string): string {
  const absolute = resolve(path);
  try {
    statSync(absolute);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new GenerateError(
      "SSX_ATTACHED_NOT_FOUND",
      `cannot attach ${quoted(path)} (${key}), which is ${quoted(absolute)}: ${quoted(reason)}; ` +
        "correct the path, or create the file before it is attached",
      { path: absolute, cause },
    );
  }
  return absolute;
}
