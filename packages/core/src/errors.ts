/**
 * Every refusal and failure that SSX itself reports. `code` is stable and part of the API, the
 * wording is not. Test `error.code`, or {@link isSsxError}, and not `instanceof`: two installed
 * copies of this package are two classes.
 */
export class SsxError extends Error {
  override readonly name: string = "SsxError";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { cause?: unknown; details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** Whether an error comes from an SSX package, and, when asked, has this code. */
export function isSsxError(error: unknown, code?: string): error is Error & { code: string } {
  const found = (error as { code?: unknown } | null)?.code;
  return (
    typeof found === "string" && (code === undefined ? found.startsWith("SSX_") : found === code)
  );
}
