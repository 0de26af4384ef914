import type { FilePlan } from "./file-plan.ts";
import type { Params } from "./format-value.ts";
import type { Tag } from "./tag.ts";
import type { GenerateWarning } from "./warnings.ts";

/** A member to generate. */
export interface MemberSpec {
  /** For messages. */
  readonly name: string;
  /** Absolute. */
  readonly directory: string;
  readonly params: Params;
  /** Share one plan between members: its files are then read once. */
  readonly files: FilePlan;
  /** Parameters that have a use outside of files, such as in the member's arguments. */
  readonly usedElsewhere?: Iterable<string> | undefined;
}

/**
 * Names relative to a member's directory that others will write (`run.out`): attached files must
 * not land on them.
 */
export type ReservedNames = readonly string[] | ((member: MemberSpec) => readonly string[]);

/** What can be said of a member's files without writing them. */
export interface PreviewOptions {
  /** @default ";" */
  readonly tag?: Tag | undefined;
  /** Unused parameters and unknown tags are errors. @default false */
  readonly strict?: boolean | undefined;
  /**
   * Called before anything is written, once per unused parameter and once per file with unknown
   * tags.
   */
  readonly onWarning?: ((warning: GenerateWarning) => void) | undefined;
  readonly reserved?: ReservedNames | undefined;
}

export interface GenerateOptions extends PreviewOptions {
  /**
   * Write generation's own files anew in directories that exist, and leave everything else in them
   * alone.
   * @default false
   */
  readonly overwrite?: boolean | undefined;
  /** Stops between two files; a member that is not in place by then does not appear. */
  readonly signal?: AbortSignal | undefined;
}

/** What was done, in the order of the members. */
export interface GenerateReport {
  /** Directories that are new. */
  readonly created: readonly string[];
  /** Directories that existed and had generation's files written anew. */
  readonly overwritten: readonly string[];
  readonly warnings: readonly GenerateWarning[];
}
