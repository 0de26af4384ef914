import { formatValue, type Params, type ParamValue } from "@ssx/generate";
import { flagArguments } from "@ssx/settings";
import { SsxError } from "../errors.ts";

/**
 * Names of an ensemble's parameters that are to be arguments. A strategy of the user's own may
 * invent more of them, so then they are only known later.
 *
 * @throws {SsxError} `SSX_UNKNOWN_PARAMETER`
 */
export function checkArgNames(
  ensemble: string,
  options: {
    readonly params?: object;
    readonly paramsAsArgs?: readonly string[];
    readonly permStrategy?: unknown;
  },
): void {
  if (typeof options.permStrategy === "function") return;
  for (const name of options.paramsAsArgs ?? []) {
    if (!Object.hasOwn(options.params ?? {}, name)) {
      throw unknownParameter(name, Object.keys(options.params ?? {}), `${ensemble}: `);
    }
  }
}

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
      throw unknownParameter(name, Object.keys(params));
    }
    return flagArguments(name, formatValue(value), "equals");
  });
}

function unknownParameter(name: string, known: readonly string[], where = ""): SsxError {
  return new SsxError(
    "SSX_UNKNOWN_PARAMETER",
    `${where}paramsAsArgs names ${JSON.stringify(name)}, which is no parameter; the parameters are: ${known.join(", ") || "none"}`,
    { details: { name } },
  );
}
