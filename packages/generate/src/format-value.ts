import { GenerateError } from "./errors.ts";
import { quoted } from "./quoted.ts";

export type ParamValue = string | number | boolean | bigint;

/** What a member is computed with, by name. */
export type Params = Readonly<Record<string, ParamValue>>;

/**
 * The text that a value gets in a file, `String(value)`: 0.1 is `0.1`, 1e21 is `1e+21`, 10n is
 * `10`.
 *
 * @throws {GenerateError} `SSX_BAD_VALUE` for NaN, ±Infinity, a string with half a surrogate pair,
 * and every other type
 */
export function formatValue(value: ParamValue): string {
  return formatNamed("a value", value);
}

/** {@link formatValue} with an error that says whose value it was. */
export function formatNamed(what: string, value: ParamValue | undefined): string {
  const fault = faultOf(value);
  if (fault === undefined) return String(value);
  throw new GenerateError(
    "SSX_BAD_VALUE",
    `cannot write ${what} into a file: it is ${fault}; give a finite number, a string, a boolean or a bigint`,
  );
}

/** @throws {GenerateError} `SSX_BAD_NAME`, `SSX_BAD_VALUE` */
export function checkParams(params: Params, member: string): void {
  for (const [name, value] of Object.entries(params)) {
    checkName(name);
    const fault = faultOf(value);
    if (fault !== undefined) formatNamed(`${quoted(name)} of ${quoted(member)}`, value);
  }
}

/** @throws {GenerateError} `SSX_BAD_NAME` */
export function checkName(name: string): void {
  const fault = name === "" ? "empty" : faultOf(name);
  if (fault === undefined) return;
  throw new GenerateError(
    "SSX_BAD_NAME",
    `a parameter's name is ${fault} (${quoted(name)}); give it a name that can stand between a tag's marks`,
  );
}

function faultOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "boolean":
    case "bigint":
      return undefined;
    case "number":
      return Number.isFinite(value) ? undefined : String(value);
    case "string":
      // With the u flag a surrogate matches only where its other half is missing: it has no UTF-8.
      return /\p{Surrogate}/u.test(value) ? "text with half a surrogate pair" : undefined;
    default:
      return value === null ? "null" : typeof value;
  }
}
