import type { GenerateWarning } from "./warnings.ts";

/** Codes are API: they stay when wordings change. */
export type GenerateErrorCode =
  | "SSX_ATTACHED_NOT_FOUND"
  | "SSX_BAD_NAME"
  | "SSX_BAD_VALUE"
  | "SSX_COPY_INTO_ITSELF"
  | "SSX_DESTINATION_IN_THE_WAY"
  | "SSX_DIRECTORY_EXISTS"
  | "SSX_FILE_COLLISION"
  | "SSX_GENERATE_IO"
  | "SSX_MEMBER_CONFLICT"
  | "SSX_TABLE_UNREADABLE"
  | "SSX_UNKNOWN_TAG"
  | "SSX_UNSAFE_PATH"
  | "SSX_UNSUPPORTED_FILE"
  | "SSX_UNUSED_PARAMETER";

/** What a program needs in order to act on a {@link GenerateError}; each code fills what it has. */
export interface GenerateErrorData {
  /** The file or directory that the error is about. */
  readonly path?: string;
  /** `SSX_DIRECTORY_EXISTS`, `SSX_MEMBER_CONFLICT`: all of them, however many the message lists. */
  readonly directories?: readonly string[];
  /** `SSX_FILE_COLLISION`: the two that would land on one name. */
  readonly sources?: readonly string[];
  /** `SSX_UNUSED_PARAMETER`, `SSX_UNKNOWN_TAG`: everything that was found, of both kinds. */
  readonly warnings?: readonly GenerateWarning[];
  readonly cause?: unknown;
}

/** Everything that can go wrong except bad arguments (`TypeError`, `RangeError`) and an abort. */
export class GenerateError extends Error {
  override readonly name: string = "GenerateError";
  readonly code: GenerateErrorCode;
  readonly path: string | undefined;
  readonly directories: readonly string[];
  readonly sources: readonly string[];
  readonly warnings: readonly GenerateWarning[];

  constructor(code: GenerateErrorCode, message: string, data: GenerateErrorData = {}) {
    super(message, "cause" in data ? { cause: data.cause } : undefined);
    this.code = code;
    this.path = data.path;
    this.directories = data.directories ?? [];
    this.sources = data.sources ?? [];
    this.warnings = data.warnings ?? [];
  }
}
