import type { ParamValue } from "@ssx/generate";
import { SsxError } from "../errors.ts";
import { faultOf, isParamValue } from "./check-value.ts";
import type { ParamList } from "./param-space.ts";
import { show } from "./show.ts";

/** One parameter, checked and copied. */
export interface Axis {
  readonly name: string;
  /** Never empty. */
  readonly values: readonly ParamValue[];
  /** Given as one value and not as a list. */
  readonly fixed: boolean;
}

/**
 * Pairs names with their values in time proportional to the lists.
 *
 * @throws {SsxError} `SSX_BAD_PARAMETER`, `SSX_EMPTY_PARAMETER`
 */
export function readAxes(
  names: readonly string[],
  values: readonly (ParamValue | ParamList)[],
): readonly Axis[] {
  if (names.length !== values.length) {
    throw new SsxError(
      "SSX_BAD_PARAMETER",
      `a strategy was given ${names.length} names and ${values.length} lists of values: ` +
        "pass one list, or one value, per name",
      { details: { names: [...names], lists: values.length } },
    );
  }
  const seen = new Set<string>();
  return names.map((name, index) => {
    checkName(name, seen);
    return readAxis(name, values[index]);
  });
}

function checkName(name: unknown, seen: Set<string>): void {
  if (typeof name !== "string" || name === "" || !isParamValue(name)) {
    throw badParameter(
      name,
      `a parameter is named ${show(name)}`,
      "a name is a string of whole characters that is not empty",
    );
  }
  // Assigning this key to a plain object changes its prototype and stores nothing.
  if (name === "__proto__") {
    throw badParameter(name, 'a parameter is named "__proto__"', "choose another name");
  }
  if (seen.has(name)) {
    throw badParameter(name, `parameter ${show(name)} is given twice`, "give each name once");
  }
  seen.add(name);
}

function readAxis(name: string, given: unknown): Axis {
  if (isParamValue(given)) return { name, values: [given], fixed: true };
  if (!isList(given)) {
    const fault =
      typeof given === "number" || typeof given === "string"
        ? faultOf(given)
        : "is neither a value nor an array of values";
    throw badParameter(
      name,
      `parameter ${show(name)}: ${show(given)} ${fault}`,
      "give a string, a number, a boolean, a bigint, or an array of them",
    );
  }
  if (given.length === 0) {
    throw new SsxError(
      "SSX_EMPTY_PARAMETER",
      `parameter ${show(name)} has an empty list of values, which leaves no set to run: ` +
        "give it a value or leave the parameter out",
      { details: { name } },
    );
  }
  return { name, values: readValues(name, given), fixed: false };
}

function readValues(name: string, given: ArrayLike<unknown>): readonly ParamValue[] {
  const values: ParamValue[] = [];
  // By index, so that a hole is met as undefined, and a million values take no iterator.
  for (let index = 0; index < given.length; index++) {
    const value = given[index];
    if (!isParamValue(value)) {
      throw badParameter(
        name,
        `parameter ${show(name)}: value ${index}, ${show(value)}, ${faultOf(value)}`,
        "remove it or write it as a string",
      );
    }
    values.push(value);
  }
  return values;
}

function isList(given: unknown): given is ArrayLike<unknown> {
  return Array.isArray(given) || (ArrayBuffer.isView(given) && !(given instanceof DataView));
}

function badParameter(name: unknown, wrong: string, nextStep: string): SsxError {
  return new SsxError("SSX_BAD_PARAMETER", `${wrong}: ${nextStep}`, { details: { name } });
}
