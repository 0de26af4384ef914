import { checkArgument } from "./arguments.ts";
import { SettingsError } from "./settings-error.ts";

export type EnvValue = string | number | boolean | bigint;
export type Environment = Readonly<Record<string, EnvValue>>;

/**
 * Environment variables as text, each checked to be something that a process can receive.
 *
 * @throws {SettingsError} `SSX_ENV_NAME` for an empty name or one with `=` or NUL; `SSX_NUL`,
 * `SSX_NOT_TEXT` for a value
 */
export function checkEnvironment(variables: Environment): Record<string, string> {
  const checked: [string, string][] = [];
  for (const [name, value] of Object.entries(variables)) {
    if (name === "" || /[=\0]/.test(name)) {
      throw new SettingsError(
        "SSX_ENV_NAME",
        `${JSON.stringify(name)} cannot be the name of an environment variable`,
        { name },
      );
    }
    if (value === undefined || value === null || typeof value === "object") {
      throw new SettingsError(
        "SSX_NOT_TEXT",
        `the environment variable ${name} has no value: give text, a number or a boolean ("" for an empty one)`,
        { name },
      );
    }
    checked.push([name, checkArgument(String(value), `the environment variable ${name}`)]);
  }
  // Not by assignment, which would lose one that is named `__proto__`.
  return Object.fromEntries(checked);
}
