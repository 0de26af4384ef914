import { readdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { GenerateError } from "./errors.ts";
import { ioError } from "./io-error.ts";
import type { MemberSpec } from "./member.ts";
import { quotedList } from "./quoted.ts";
import { staleAmong } from "./staging.ts";
import { stagingPrefix } from "./staging-name.ts";

/** The places where the members of one call go. */
export interface Survey {
  /** The members' directories, in their order, without trailing slashes. */
  readonly directories: readonly string[];
  /** Those at which something exists, be it a file or a link that leads nowhere. */
  readonly existing: ReadonlySet<string>;
  /** The directories that they are in. */
  readonly parents: readonly string[];
  /** Staging directories in these that processes which are gone have left. */
  readonly stale: readonly string[];
}

/**
 * Lists each parent once, however many members it gets: an ensemble's directory costs one call, not
 * one per member.
 *
 * @throws {GenerateError} `SSX_MEMBER_CONFLICT` when two members share a directory or one lies in
 * another's; `SSX_GENERATE_IO`
 */
export function surveyDirectories(members: readonly MemberSpec[]): Survey {
  const directories = members.map((member) => resolve(member.directory));
  const namesByParent = checkConflicts(directories);
  const existing = new Set<string>();
  const stale: string[] = [];
  for (const [parent, names] of namesByParent) {
    const present = list(parent);
    for (const [name, directory] of names) if (present.has(name)) existing.add(directory);
    stale.push(...staleAmong(present, parent));
  }
  return { directories, existing, parents: [...namesByParent.keys()], stale };
}

/** Parent → base name → directory. */
function checkConflicts(directories: readonly string[]): Map<string, Map<string, string>> {
  const namesByParent = new Map<string, Map<string, string>>();
  const twice: string[] = [];
  for (const directory of directories) {
    const [parent, name] = [dirname(directory), basename(directory)];
    if (name === "" || name.startsWith(stagingPrefix))
      throw conflict("have a name that is kept", [directory]);
    const names = namesByParent.get(parent) ?? new Map<string, string>();
    if (names.has(name)) twice.push(directory);
    namesByParent.set(parent, names.set(name, directory));
  }
  if (twice.length > 0) throw conflict("belong to more than one member", twice);

  const isMember = (path: string) => namesByParent.get(dirname(path))?.has(basename(path)) === true;
  const nested = [...namesByParent.keys()].filter((parent) => ancestry(parent).some(isMember));
  if (nested.length > 0) throw conflict("lie in another member's, or are it", nested);
  return namesByParent;
}

/** A path and everything above it. */
function ancestry(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...ancestry(above)];
}

function list(parent: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(parent));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return new Set();
    throw ioError("list", parent, cause);
  }
}

function conflict(what: string, directories: readonly string[]): GenerateError {
  return new GenerateError(
    "SSX_MEMBER_CONFLICT",
    `cannot generate: directories ${what}: ${quotedList(directories)}; give each member a directory of its own`,
    { directories },
  );
}
