import { expect, test } from "vitest";
import { parametersAsArgs } from "../../src/plan/parameters-as-args.ts";

test("each kind of name is written as its users write it", () => {
  const params = { LR: 0.17, x: "a b", "--keep": true, "-v": 2, "-lr": 1n };
  expect(parametersAsArgs(params, Object.keys(params))).toEqual([
    "--LR=0.17",
    "-x",
    "a b",
    "--keep=true",
    "-v",
    "2",
    "-lr",
    "1",
  ]);
});

test("only the named ones are handed over, in the order of the names", () => {
  expect(parametersAsArgs({ a: 1, b: 2, c: 3 }, ["c", "a"])).toEqual(["-c", "3", "-a", "1"]);
});

test.each(["missing", "toString", "__proto__"])("%s is no parameter", (name) => {
  expect(() => parametersAsArgs({ a: 1 }, [name])).toThrow(
    expect.objectContaining({ code: "SSX_UNKNOWN_PARAMETER" }),
  );
});
