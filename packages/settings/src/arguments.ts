import { SettingsError } from "./settings-error.ts";

/**
 * Arguments of an executable: an array is passed as it is, a string is split at blanks and nothing
 * else.
 */
export type ExeArgs = string | readonly string[];

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Refuses what the operating system could not hand over byte for byte.
 *
 * @throws {SettingsError} `SSX_NUL`, `SSX_NOT_TEXT`
 */
export function checkArgument(value: string, what: string): string {
  if (typeof value !== "string") {
    throw new SettingsError(
      "SSX_NOT_TEXT",
      `${what} must be a string, not ${typeof value} (${String(value)}): write it as text, for example String(value)`,
      { what },
    );
  }
  if (value.includes("\0")) {
    throw new SettingsError("SSX_NUL", `${what} holds a NUL, which no process can be given`, {
      what,
    });
  }
  if (LONE_SURROGATE.test(value)) {
    throw new SettingsError(
      "SSX_NOT_TEXT",
      `${what} is not well-formed text (half of a surrogate pair) and would be changed on its way`,
      { what },
    );
  }
  return value;
}

/** @throws {SettingsError} `SSX_NUL`, `SSX_NOT_TEXT` */
export function toArguments(args: ExeArgs): string[] {
  if (typeof args === "string") {
    return checkArgument(args, "exeArgs")
      .split(/[ \t\r\n]+/)
      .filter((word) => word !== "");
  }
  if (!Array.isArray(args)) {
    throw new SettingsError("SSX_NOT_TEXT", "exeArgs must be a string or an array of strings");
  }
  return args.map((arg, index) => checkArgument(arg, `exeArgs[${index}]`));
}
