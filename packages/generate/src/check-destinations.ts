import { lstatSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { GenerateError } from "./errors.ts";
import type { PlannedFile } from "./file-plan.ts";
import { orIoError } from "./io-error.ts";
import type { MemberSpec } from "./member.ts";
import { paramsFileName } from "./params-json.ts";
import { quoted } from "./quoted.ts";

/**
 * Refuses to write over what generation cannot have written: a destination is free, or of the kind
 * that will stand there.
 *
 * @throws {GenerateError} `SSX_DESTINATION_IN_THE_WAY`, `SSX_GENERATE_IO`
 */
export function checkDestinations(member: MemberSpec, directory: string): void {
  // A person may have put a link to another disk in place of the member's directory; inside it that
  // is not expected.
  const top = orIoError("look at", directory, () => statSync(directory, { throwIfNoEntry: false }));
  if (top?.isDirectory() !== true) throw inTheWay(directory, "a directory");
  for (const { path, kind } of member.files.entries) checkDestination(join(directory, path), kind);
  checkDestination(join(directory, paramsFileName), "configured");
}

function checkDestination(path: string, kind: PlannedFile["kind"]): void {
  const stats = orIoError("look at", path, () => lstatSync(path, { throwIfNoEntry: false }));
  if (stats !== undefined && !expected[kind].is(stats)) throw inTheWay(path, expected[kind].words);
}

const file = { is: (stats: Stats) => stats.isFile(), words: "a regular file" };
const expected = {
  directory: { is: (stats: Stats) => stats.isDirectory(), words: "a directory" },
  symlink: { is: (stats: Stats) => stats.isSymbolicLink(), words: "a symbolic link" },
  copy: file,
  configured: file,
};

function inTheWay(path: string, wanted: string): GenerateError {
  return new GenerateError(
    "SSX_DESTINATION_IN_THE_WAY",
    `${quoted(path)} is to become ${wanted}, and something else is there, which generation did not write; ` +
      "move it away, then generate again",
    { path },
  );
}
