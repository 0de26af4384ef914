import { checkArgument } from "./arguments.ts";
import { SettingsError } from "./settings-error.ts";

/** `null` and `true` write the bare flag; `false` writes nothing. */
export type FlagValue = string | number | bigint | boolean | null;
export type Flags = Readonly<Record<string, FlagValue>>;

/** How a flag and its value are joined: `--flag=value`, or two arguments. */
export type FlagJoin = "equals" | "separate";

/**
 * The arguments for one flag. A name that brings its dashes keeps them; without, one letter gets
 * one dash and two arguments (`-n 4`), a longer name two dashes.
 *
 * @throws {SettingsError} `SSX_FLAG` for an empty or blank-holding name
 */
export function flagArguments(name: string, value: FlagValue, join: FlagJoin): string[] {
  const flag = dashed(name);
  if (value === false) return [];
  if (value === null || value === true) return [flag];
  const text = checkArgument(String(value), `the value of ${flag}`);
  return join === "equals" && flag.startsWith("--") ? [`${flag}=${text}`] : [flag, text];
}

/** A flag under one spelling, so that `set("nodes", 2)` replaces what `set("--nodes", 1)` set. */
export function dashed(name: string): string {
  checkArgument(name, "a flag's name");
  if (/^-*$/.test(name) || /[\s=]/.test(name)) {
    throw new SettingsError("SSX_FLAG", `${JSON.stringify(name)} is not the name of a flag`, {
      name,
    });
  }
  if (name.startsWith("-")) return name;
  return name.length === 1 ? `-${name}` : `--${name}`;
}
