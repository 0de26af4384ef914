/** An identifier between the tag's marks that is no parameter; `line` counts from 1. */
export interface UnknownTag {
  readonly name: string;
  readonly line: number;
}

/** A parameter that no file and no argument takes up: a typing mistake as often as not. */
export interface UnusedParameterWarning {
  readonly code: "SSX_UNUSED_PARAMETER";
  readonly parameter: string;
  /** The first of the members that have it to no use. */
  readonly member: string;
  readonly memberCount: number;
  readonly message: string;
}

/** Something in a configured file that looks like a tag and was left as it is. */
export interface UnknownTagWarning {
  readonly code: "SSX_UNKNOWN_TAG";
  readonly file: string;
  readonly tags: readonly UnknownTag[];
  readonly message: string;
}

export type GenerateWarning = UnusedParameterWarning | UnknownTagWarning;
