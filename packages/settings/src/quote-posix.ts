import { SettingsError } from "./settings-error.ts";

const PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/**
 * One word of POSIX sh that stands for exactly this text. It is the only quoting in SSX: every
 * argument, path, name and environment value that goes into a script goes through it.
 *
 * @throws {SettingsError} `SSX_NUL` when the text holds a NUL, which no argument of a process can
 * hold
 * @see POSIX.1-2017, Shell Command Language, 2.2.2 Single-Quotes
 */
export function quotePosix(text: string): string {
  if (PLAIN.test(text)) return text;
  if (text.includes("\0")) {
    throw new SettingsError(
      "SSX_NUL",
      `${JSON.stringify(text)} holds a NUL: no process can be given it`,
    );
  }
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
