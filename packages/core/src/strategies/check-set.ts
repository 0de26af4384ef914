import type { ParamValue } from "@ssx/generate";
import { SsxError } from "../errors.ts";
import { faultOf, isParamValue } from "./check-value.ts";
import { isPlainObject } from "./plain-object.ts";
import { show } from "./show.ts";

/**
 * A copy of what a strategy of the user's made, so that one which fills the same object again and
 * again does no harm.
 *
 * @throws {SsxError} `SSX_STRATEGY_RESULT` when it is not a plain object of parameter values
 */
export function checkSet(
  strategy: string,
  index: number,
  made: unknown,
): Record<string, ParamValue> {
  if (!isPlainObject(made)) {
    throw badSet(strategy, index, `${show(made)} is not a plain object`, { value: made });
  }
  const set: Record<string, ParamValue> = {};
  for (const name of Object.keys(made)) {
    const value = made[name];
    if (name === "" || name === "__proto__" || !isParamValue(name)) {
      throw badSet(strategy, index, `${show(name)} can't be the name of a parameter`, { name });
    }
    if (!isParamValue(value)) {
      throw badSet(strategy, index, `${show(name)}: ${show(value)} ${faultOf(value)}`, {
        name,
        value,
      });
    }
    set[name] = value;
  }
  return set;
}

function badSet(strategy: string, index: number, wrong: string, details: object): SsxError {
  return new SsxError(
    "SSX_STRATEGY_RESULT",
    `strategy ${show(strategy)}, set ${index}: ${wrong}; ` +
      "each set must be a plain object of parameter names and their values",
    { details: { strategy, index, ...details } },
  );
}
