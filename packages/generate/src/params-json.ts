import type { Params } from "./format-value.ts";

export const paramsFileName = "params.json";

/** What stands in a member's `params.json`: one parameter a line, in the order given. */
export function paramsJson(params: Params): string {
  const lines = Object.entries(params).map(
    ([name, value]) =>
      // JSON.stringify refuses a bigint, JSON itself has no limit on the digits of a number.
      `  ${JSON.stringify(name)}: ${typeof value === "bigint" ? value : JSON.stringify(value)}`,
  );
  return lines.length === 0 ? "{}\n" : `{\n${lines.join(",\n")}\n}\n`;
}
