import { existsSync } from "node:fs";
import { join } from "node:path";
import { ioError } from "./io-error.ts";
import { paramsFileName } from "./params-json.ts";
import { removeStale, type Staging, staleIn } from "./staging.ts";
import { type Target, type Tools, writeEntry, writeParams } from "./write-entry.ts";

/**
 * Writes generation's files anew in a directory that exists. All are written aside first, in there
 * because the directory may be on a file system of its own, so that a full disk leaves the old
 * files as they were.
 */
export async function overwriteMember(
  target: Target,
  staging: Staging,
  tools: Tools,
): Promise<void> {
  const { member, directory } = target;
  await removeStale(staleIn(directory));
  const staged = staging.directoryIn(directory);
  const moves: { from: string; to: string }[] = [];
  const nextMove = (path: string): string => {
    const from = join(staged, String(moves.length));
    moves.push({ from, to: join(directory, path) });
    return from;
  };

  for (const entry of member.files.entries) {
    const inPlace = join(directory, entry.path);
    if (entry.kind !== "directory") await writeEntry(entry, nextMove(entry.path), target, tools);
    else if (!existsSync(inPlace)) await writeEntry(entry, inPlace, target, tools);
    await tools.turns.next();
  }
  // Last, so that it never speaks of values that are not in the files yet.
  await writeParams(nextMove(paramsFileName), target, tools);
  for (const { from, to } of moves) {
    try {
      await tools.calls.move(from, to);
    } catch (cause) {
      throw ioError("replace", to, cause);
    }
  }
  await staging.remove(staged);
}
