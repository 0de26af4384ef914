import type { FilePlan } from "./file-plan.ts";
import { Findings } from "./findings.ts";
import type { MemberSpec } from "./member.ts";
import type { TemplateCache, TemplateSet } from "./template-cache.ts";

/**
 * Compares members' parameters with the tags in their files; each plan is read once per set of
 * names.
 */
export class UsageChecker {
  readonly findings: Findings = new Findings();
  readonly #templates: TemplateCache;
  readonly #unused = new Map<TemplateSet, Map<FilePlan, readonly string[]>>();

  constructor(templates: TemplateCache) {
    this.#templates = templates;
  }

  /** @throws {GenerateError} `SSX_GENERATE_IO` */
  check(member: MemberSpec): void {
    const unusedInFiles = this.#unusedInFiles(member);
    if (unusedInFiles.length === 0) return;
    const elsewhere = new Set(member.usedElsewhere);
    for (const name of unusedInFiles)
      if (!elsewhere.has(name)) this.findings.addUnused(name, member.name);
  }

  #unusedInFiles({ params, files }: MemberSpec): readonly string[] {
    const templates = this.#templates.forNames(Object.keys(params));
    const byPlan = this.#unused.get(templates) ?? new Map<FilePlan, readonly string[]>();
    this.#unused.set(templates, byPlan);
    const known = byPlan.get(files);
    if (known !== undefined) return known;

    const unused = new Set(templates.names);
    for (const entry of files.entries) {
      if (entry.kind !== "configured") continue;
      const template = templates.get(entry.source);
      for (const name of template.used) unused.delete(name);
      this.findings.addUnknown(entry.source, template.unknown);
    }
    const result = [...unused];
    byPlan.set(files, result);
    return result;
  }
}
