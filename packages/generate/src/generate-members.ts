import { dirname, join } from "node:path";
import { createMember } from "./create-member.ts";
import { FileCopier } from "./file-copier.ts";
import { makeDirectories } from "./make-directories.ts";
import type { GenerateOptions, GenerateReport, MemberSpec } from "./member.ts";
import { overwriteMember } from "./overwrite-member.ts";
import { PacedCalls } from "./paced-calls.ts";
import { prepare } from "./prepare.ts";
import { runBounded } from "./run-bounded.ts";
import { removeStale, Staging } from "./staging.ts";
import { Turns } from "./turns.ts";
import type { Tools } from "./write-entry.ts";

/**
 * One less than threads in libuv's pool: the program's other calls must not wait for our copies.
 */
const membersAtOnce = 3;

/**
 * Writes the members' directories: attached files, and `params.json` with the parameters.
 *
 * Everything that can be known beforehand is checked before anything is written. A new directory
 * appears whole or not at all; in one that exists (`overwrite`) each file does. After an error or
 * an abort the members that are in place stay, and nothing else is left.
 *
 * @throws {GenerateError} `SSX_DIRECTORY_EXISTS`, `SSX_DESTINATION_IN_THE_WAY`,
 * `SSX_FILE_COLLISION`, `SSX_MEMBER_CONFLICT`, `SSX_COPY_INTO_ITSELF`, `SSX_BAD_NAME`,
 * `SSX_BAD_VALUE`, `SSX_UNSAFE_PATH`, `SSX_GENERATE_IO`; when strict `SSX_UNUSED_PARAMETER`,
 * `SSX_UNKNOWN_TAG`
 * @throws the signal's reason on abort
 */
export async function generateMembers(
  members: Iterable<MemberSpec>,
  options: GenerateOptions = {},
): Promise<GenerateReport> {
  const turns = new Turns(options.signal);
  const specs = [...members];
  const { survey, templates, warnings } = await prepare(specs, options, turns);
  const calls = new PacedCalls();
  const tools: Tools = { calls, copier: new FileCopier(calls), templates, turns };
  const staging = new Staging();

  await turns.next();
  await removeStale(survey.stale);
  try {
    for (const parent of survey.parents) makeDirectories(parent);
    await runBounded(specs.entries(), membersAtOnce, async ([index, member]) => {
      await turns.next();
      const directory = survey.directories[index] ?? member.directory;
      const target = { member, directory };
      if (survey.existing.has(directory)) return await overwriteMember(target, staging, tools);
      const staged = join(staging.directoryIn(dirname(directory)), String(index));
      await createMember(target, staged, tools);
    });
  } finally {
    await staging.removeAll();
  }
  const { directories, existing } = survey;
  return {
    created: directories.filter((directory) => !existing.has(directory)),
    overwritten: directories.filter((directory) => existing.has(directory)),
    warnings,
  };
}
