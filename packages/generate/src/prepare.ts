import { checkDestinations } from "./check-destinations.ts";
import { MemberChecker } from "./check-members.ts";
import { OriginChecker } from "./check-origins.ts";
import { GenerateError } from "./errors.ts";
import { raise } from "./findings.ts";
import type { GenerateOptions, MemberSpec } from "./member.ts";
import { quotedList } from "./quoted.ts";
import { type Survey, surveyDirectories } from "./survey-directories.ts";
import { defaultTag } from "./tag.ts";
import { TemplateCache } from "./template-cache.ts";
import type { Turns } from "./turns.ts";
import { UsageChecker } from "./usage-checker.ts";
import type { GenerateWarning } from "./warnings.ts";

/** All that is known before the first byte is written. */
export interface Prepared {
  readonly survey: Survey;
  readonly templates: TemplateCache;
  readonly warnings: readonly GenerateWarning[];
}

/** Finds everything that can be wrong while nothing has been written yet. */
export async function prepare(
  members: readonly MemberSpec[],
  options: GenerateOptions,
  turns: Turns,
): Promise<Prepared> {
  const templates = new TemplateCache(options.tag ?? defaultTag);
  const memberChecker = new MemberChecker(options.reserved);
  for (const member of members) {
    memberChecker.check(member);
    await turns.next();
  }

  const survey = surveyDirectories(members);
  if (survey.existing.size > 0 && options.overwrite !== true)
    throw directoryExists([...survey.existing]);

  const originChecker = new OriginChecker();
  const usageChecker = new UsageChecker(templates);
  for (const [index, member] of members.entries()) {
    const directory = survey.directories[index] ?? member.directory;
    const exists = survey.existing.has(directory);
    originChecker.check(member.files, directory, exists);
    usageChecker.check(member);
    if (exists) checkDestinations(member, directory);
    await turns.next();
  }

  const warnings = usageChecker.findings.warnings();
  raise(warnings, options);
  return { survey, templates, warnings };
}

/** For directories found before anything was written, and for one that appeared since. */
export function directoryExists(directories: readonly string[], cause?: unknown): GenerateError {
  return new GenerateError(
    "SSX_DIRECTORY_EXISTS",
    `cannot generate: ${directories.length} of the members' directories exist already: ${quotedList(directories)}; ` +
      "generate with overwrite: true to write their input files anew and keep everything else in them, " +
      "or choose another place",
    { directories, ...(cause === undefined ? {} : { cause }) },
  );
}
