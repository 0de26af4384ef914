import { formatValue, type Params, type ParamValue } from "@ssx/generate";
import { flagArguments } from "@ssx/settings";
import { SsxError } from "../errors.ts";

/**
 * Parameters as arguments: `LR` becomes `--LR=0.17`, `x` becomes `-x 0.17` (two arguments), and a
 * name that brings its dashes keeps them.
 *
 * @throws {SsxError} `SSX_UNKNOWN_PARAMETER`
 */
export function parametersAsArgs(params: Params, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value: ParamValue | undefined = params[name];
    if (value === undefined || !Object.hasOwn(params, name)) {
      throw new SsxError(
        "SSX_UNKNOWN_PARAMETER",
        `paramsAsArgs names ${JSON.stringify(name)}, which is no parameter; the parameters are: ${Object.keys(params).join(", ") || "none"}`,
        { details: { name } },
      );
    }
    return flagArguments(name, formatValue(value), "equals");
  });
}
