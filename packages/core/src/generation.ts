import { basename, join, relative } from "node:path";
import {
  type Attachments,
  type FilePlan,
  generateMembers,
  type MemberSpec,
  mergeParamsTable,
  planFiles,
  type Tag,
} from "@ssx/generate";
import { type Entity, isEnsemble, membersOf } from "./plan/plan.ts";

export interface GenerateOptions {
  /** Opener and closer of a tag, one text for both or two. @default ";" */
  readonly tag?: Tag;
  /** Rewrites what an earlier generation wrote; never deletes anything else. @default false */
  readonly overwrite?: boolean;
  /**
   * Parameters that nothing uses and tags that name no parameter are errors and not warnings.
   * @default false
   */
  readonly strict?: boolean;
  readonly signal?: AbortSignal;
}

/** Writes the working directories of the entities' members, and their rows of `params.csv`. */
export async function generateEntities(
  entities: readonly Entity[],
  experimentPath: string,
  options: GenerateOptions,
  warn: (message: string) => void,
): Promise<void> {
  const specs = memberSpecs(entities);
  await generateMembers(specs, {
    ...options,
    reserved: outputNames,
    onWarning: (warning) => warn(warning.message),
  });
  const rows = specs.map((spec) => ({
    member: spec.name,
    directory: relative(experimentPath, spec.directory),
    params: spec.params,
  }));
  await mergeParamsTable(join(experimentPath, "params.csv"), rows);
}

/** What the member's own start will write. */
export function outputNames(spec: MemberSpec): string[] {
  const name = basename(spec.name);
  return ["out", "err", "job.sh", "job.out", "job.err"].map((ending) => `${name}.${ending}`);
}

export function memberSpecs(entities: readonly Entity[]): MemberSpec[] {
  // Members share their ensemble's attachments, so their files are looked at once.
  const plans = new Map<Attachments, FilePlan>();
  const specs: MemberSpec[] = [];
  for (const entity of entities) {
    for (const model of membersOf(entity)) {
      let files = plans.get(model.attachments);
      if (!files) {
        files = planFiles(model.attachments);
        plans.set(model.attachments, files);
      }
      specs.push({
        name: isEnsemble(entity) ? model.key : model.name,
        directory: model.path,
        params: model.params,
        files,
        usedElsewhere: model.paramsAsArgs,
      });
    }
  }
  return specs;
}
