import { MemberChecker } from "./check-members.ts";
import { raise } from "./findings.ts";
import type { MemberSpec, PreviewOptions } from "./member.ts";
import { paramsFileName, paramsJson } from "./params-json.ts";
import { defaultTag } from "./tag.ts";
import { TemplateCache } from "./template-cache.ts";
import { UsageChecker } from "./usage-checker.ts";

/** One thing that generation would write. */
export interface PreviewEntry {
  /** Relative to the member's directory. */
  readonly path: string;
  readonly kind: "directory" | "copy" | "symlink" | "configured" | "params";
  readonly source?: string;
  /** A link's text. */
  readonly target?: string;
  /** Permission bits; where there are none the umask decides. */
  readonly mode?: number;
  /** The bytes of a file that is not a mere copy. */
  content?(): Buffer;
}

export interface MemberPreview {
  readonly directory: string;
  readonly entries: readonly PreviewEntry[];
}

/**
 * What `generateMembers` would write for a member, without writing it. Existing directories are not
 * looked at.
 *
 * @throws {GenerateError} as `generateMembers` does for the member itself and its attached files
 */
export function previewMember(member: MemberSpec, options: PreviewOptions = {}): MemberPreview {
  new MemberChecker(options.reserved).check(member);
  const templates = new TemplateCache(options.tag ?? defaultTag);
  const checker = new UsageChecker(templates);
  checker.check(member);
  raise(checker.findings.warnings(), options);

  const template = templates.forNames(Object.keys(member.params));
  const entries = member.files.entries.map(
    (entry): PreviewEntry =>
      entry.kind === "configured"
        ? { ...entry, content: () => template.get(entry.source).fill(member.params) }
        : entry,
  );
  const params: PreviewEntry = {
    path: paramsFileName,
    kind: "params",
    content: () => Buffer.from(paramsJson(member.params)),
  };
  return { directory: member.directory, entries: [...entries, params] };
}
