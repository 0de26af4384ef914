/**
 * A setting that cannot be what was asked for. `code` is stable, the wording is not: test
 * `error.code` (and not `instanceof`, which fails when two copies of this package are installed).
 */
export class SettingsError extends Error {
  override readonly name: string = "SettingsError";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
