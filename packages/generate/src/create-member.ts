import { sep } from "node:path";
import { ioError } from "./io-error.ts";
import { paramsFileName } from "./params-json.ts";
import { directoryExists } from "./prepare.ts";
import { type Target, type Tools, writeEntry, writeParams } from "./write-entry.ts";

/**
 * Builds a member's directory at `staged` and renames it into place: it appears whole or not at
 * all.
 */
export async function createMember(target: Target, staged: string, tools: Tools): Promise<void> {
  const { member, directory } = target;
  try {
    await tools.calls.makeDirectory(staged);
  } catch (cause) {
    throw ioError("make", directory, cause);
  }
  for (const entry of member.files.entries) {
    await writeEntry(entry, staged + sep + entry.path, target, tools);
    await tools.turns.next();
  }
  await writeParams(staged + sep + paramsFileName, target, tools);
  try {
    await tools.calls.move(staged, directory);
  } catch (cause) {
    throw hasAppeared(cause)
      ? directoryExists([directory], cause)
      : ioError("make", directory, cause);
  }
}

/** Somebody put something there since we looked. */
function hasAppeared(cause: unknown): boolean {
  const { code } = cause as NodeJS.ErrnoException;
  return code === "ENOTEMPTY" || code === "EEXIST" || code === "ENOTDIR";
}
