import { describe, expect, test } from "vitest";
import { formatValue, type ParamValue } from "../src/index.ts";

describe("formatValue", () => {
  test.each<[ParamValue, string]>([
    ["text; $& \\n", "text; $& \\n"],
    ["", ""],
    [0, "0"],
    [-0, "0"],
    [0.1, "0.1"],
    [1e21, "1e+21"],
    [true, "true"],
    [false, "false"],
    [12345678901234567890n, "12345678901234567890"],
  ])("writes %o as %o", (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "refuses %o, which no input file can mean",
    (value) => {
      expect(() => formatValue(value)).toThrow(
        expect.objectContaining({ name: "GenerateError", code: "SSX_BAD_VALUE" }),
      );
    },
  );

  test.each([undefined, null, {}, [1], () => 1, Symbol("s"), "\ud800"])(
    "refuses %o, which programs without types may pass",
    (value) => {
      // `as`: that is what is tested.
      expect(() => formatValue(value as ParamValue)).toThrow(
        expect.objectContaining({ code: "SSX_BAD_VALUE" }),
      );
    },
  );
});
