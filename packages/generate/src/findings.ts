import { GenerateError } from "./errors.ts";
import type { PreviewOptions } from "./member.ts";
import { quoted, quotedList } from "./quoted.ts";
import type {
  GenerateWarning,
  UnknownTag,
  UnknownTagWarning,
  UnusedParameterWarning,
} from "./warnings.ts";

/**
 * Gathers what may be a typing mistake, each parameter and each file once, however many members
 * have it.
 */
export class Findings {
  readonly #unused = new Map<string, { member: string; memberCount: number }>();
  readonly #unknown = new Map<string, Map<string, UnknownTag>>();

  addUnused(parameter: string, member: string): void {
    const known = this.#unused.get(parameter);
    if (known === undefined) this.#unused.set(parameter, { member, memberCount: 1 });
    else known.memberCount += 1;
  }

  /**
   * May be called for a file again: members with other parameters may have other unknown tags in
   * it.
   */
  addUnknown(file: string, tags: readonly UnknownTag[]): void {
    if (tags.length === 0) return;
    const known = this.#unknown.get(file) ?? new Map<string, UnknownTag>();
    for (const tag of tags) known.set(`${tag.line} ${tag.name}`, tag);
    this.#unknown.set(file, known);
  }

  warnings(): GenerateWarning[] {
    return [
      ...[...this.#unused].map(([parameter, { member, memberCount }]) =>
        unusedParameter(parameter, member, memberCount),
      ),
      ...[...this.#unknown].map(([file, tags]) => unknownTags(file, [...tags.values()])),
    ];
  }
}

/**
 * Hands the warnings to the caller; when strict throws them, unknown tags first, for a mistyped tag
 * is why a parameter is unused.
 */
export function raise(
  warnings: readonly GenerateWarning[],
  { strict = false, onWarning }: PreviewOptions,
): void {
  if (!strict) for (const warning of warnings) onWarning?.(warning);
  const first = warnings.find(({ code }) => code === "SSX_UNKNOWN_TAG") ?? warnings[0];
  if (!strict || first === undefined) return;
  const rest = warnings.length === 1 ? "" : ` (and ${warnings.length - 1} more findings)`;
  throw new GenerateError(
    first.code,
    `nothing was generated, strict: ${first.message}${rest}; ` +
      "correct the names, choose another tag, or leave strict out",
    { warnings, ...("file" in first ? { path: first.file } : {}) },
  );
}

function unusedParameter(
  parameter: string,
  member: string,
  memberCount: number,
): UnusedParameterWarning {
  const others = memberCount === 1 ? "" : ` and ${memberCount - 1} more`;
  const message =
    `parameter ${quoted(parameter)} of ${quoted(member)}${others} is in no configured file and no argument; ` +
    "compare its name with the tags";
  return { code: "SSX_UNUSED_PARAMETER", parameter, member, memberCount, message };
}

function unknownTags(file: string, tags: readonly UnknownTag[]): UnknownTagWarning {
  const places = quotedList(tags.map(({ name, line }) => `${name}, line ${line}`));
  const message = `${quoted(file)} has what looks like tags of no parameter, left as they are: ${places}`;
  return { code: "SSX_UNKNOWN_TAG", file, tags, message };
}
