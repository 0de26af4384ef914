import { checkArgument } from "./arguments.ts";
import { SettingsError } from "./settings-error.ts";

/** @throws {SettingsError} `SSX_COUNT` */
export function checkCount(value: number, what: string, least = 1): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new SettingsError("SSX_COUNT", `${what}: ${value} is not a whole number from ${least}`, {
    what,
    value,
  });
}

/**
 * A directive ends with its line: a line break in a value would begin a directive, or a command, of
 * its own.
 *
 * @throws {SettingsError} `SSX_LINE_BREAK`
 */
export function checkLine(value: string, what: string): string {
  checkArgument(value, what);
  if (/[\r\n]/.test(value)) {
    throw new SettingsError(
      "SSX_LINE_BREAK",
      `${what} holds a line break, which a directive cannot hold`,
      { value },
    );
  }
  return value;
}

/**
 * Names of hosts. Blanks and commas would make other names of them; brackets (`node[1-4]`) are the
 * scheduler's own.
 *
 * @throws {SettingsError} `SSX_HOSTS`
 */
export function checkHosts(hosts: string | readonly string[], what: string): string {
  const list = typeof hosts === "string" ? [hosts] : hosts;
  const wrong = list.find((host) => typeof host !== "string" || host === "" || /[\s\0]/.test(host));
  if (list.length > 0 && wrong === undefined) return list.join(",");
  throw new SettingsError(
    "SSX_HOSTS",
    `${what}: ${JSON.stringify(wrong ?? hosts)} is not a list of hosts`,
    { hosts },
  );
}
