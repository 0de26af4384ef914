/** A directory of an attached tree; always stands before what is in it. */
export interface PlannedDirectory {
  readonly kind: "directory";
  /** Relative to the member's directory. */
  readonly path: string;
  readonly source: string;
  /** Permission bits, with those that let the owner in added. */
  readonly mode: number;
}

export interface PlannedCopy {
  readonly kind: "copy";
  readonly path: string;
  readonly source: string;
  readonly mode: number;
  readonly sizeBytes: number;
}

export interface PlannedSymlink {
  readonly kind: "symlink";
  readonly path: string;
  /** What was attached, or the link in an attached tree whose text is taken over. */
  readonly source: string;
  /** The link's text. */
  readonly target: string;
}

/** A file whose tags are filled in. */
export interface PlannedConfigured {
  readonly kind: "configured";
  readonly path: string;
  readonly source: string;
  readonly mode: number;
}

export type PlannedFile = PlannedDirectory | PlannedCopy | PlannedSymlink | PlannedConfigured;

/** A file or directory that was attached to be copied or configured. */
export interface Origin {
  /** Where it goes, relative to the member's directory. */
  readonly path: string;
  /** Where it is, without symbolic links. */
  readonly realPath: string;
}

/**
 * Everything that attached files put into a member's directory. Any number of members can share
 * one.
 */
export interface FilePlan {
  readonly entries: readonly PlannedFile[];
  readonly origins: readonly Origin[];
}
