import type { ParamValue } from "@ssx/generate";

/** What is wrong with a value of a parameter, or null. */
export function faultOf(value: unknown): string | null {
  switch (typeof value) {
    case "string":
      // With the u flag a surrogate matches only where its other half is missing: it has no UTF-8.
      return /\p{Surrogate}/u.test(value) ? "holds half a surrogate pair" : null;
    case "boolean":
    case "bigint":
      return null;
    case "number":
      return Number.isFinite(value) ? null : "is not a finite number";
    default:
      return "is not a string, a number, a boolean or a bigint";
  }
}

export function isParamValue(value: unknown): value is ParamValue {
  return faultOf(value) === null;
}
