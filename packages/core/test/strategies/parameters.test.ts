import type { ParamValue } from "@ssx/generate";
import { describe, expect, test } from "vitest";
import {
  allPerm,
  fromCallable,
  type ParamList,
  type ParamSets,
  random,
  step,
} from "../../src/strategies/index.ts";
import { thrown } from "./thrown.ts";

type Make = (names: readonly string[], values: readonly (ParamValue | ParamList)[]) => ParamSets;

const strategies: readonly (readonly [string, Make])[] = [
  ["all_perm", allPerm],
  ["step", step],
  ["random", (names, values) => random(names, values, 1, { seed: 1 })],
  ["a function", (names, values) => fromCallable(() => [], names, values)],
];

describe.each(strategies)("the parameters of %s", (_, make) => {
  // What the types forbid comes from JavaScript and from JSON.
  const untyped = make as (names: readonly unknown[], values: readonly unknown[]) => ParamSets;

  test("must not have an empty list, and the error names it", () => {
    const error = thrown("SSX_EMPTY_PARAMETER", () => make(["a", "mesh"], [1, []]));
    expect(error.message).toContain("'mesh'");
    expect(error.details).toEqual({ name: "mesh" });
    thrown("SSX_EMPTY_PARAMETER", () => make(["a"], [new Float64Array(0)]));
  });

  test.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    null,
    undefined,
    {},
    [1],
    Symbol("s"),
    () => 1,
    "\ud83d",
  ])("must not have the value %o", (value) => {
    const error = thrown("SSX_BAD_PARAMETER", () => untyped(["dt"], [[1, value]]));
    expect(error.message).toContain("'dt'");
    expect(error.message).toContain("value 1,");
    if (!Array.isArray(value)) thrown("SSX_BAD_PARAMETER", () => untyped(["dt"], [value]));
  });

  test("must not have a hole in a list, or NaN in a typed array", () => {
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    thrown("SSX_BAD_PARAMETER", () => untyped(["a"], [[1, , 3]]));
    thrown("SSX_BAD_PARAMETER", () => make(["a"], [Float64Array.of(1, Number.NaN)]));
  });

  test.each([new Set([1]), new Map(), new DataView(new ArrayBuffer(8)), new Date(0)])(
    "must not come as %o",
    (list) => {
      thrown("SSX_BAD_PARAMETER", () => untyped(["a"], [list]));
    },
  );

  test("must have names that are not empty, not twice there and not __proto__", () => {
    thrown("SSX_BAD_PARAMETER", () => make([""], [1]));
    thrown("SSX_BAD_PARAMETER", () => make(["\ud83d"], [1]));
    thrown("SSX_BAD_PARAMETER", () => make(["a", "a"], [1, 2]));
    thrown("SSX_BAD_PARAMETER", () => make(["__proto__"], [1]));
    thrown("SSX_BAD_PARAMETER", () => untyped([7], [1]));
  });

  test("must have as many lists as names", () => {
    thrown("SSX_BAD_PARAMETER", () => make(["a", "b"], [1]));
    thrown("SSX_BAD_PARAMETER", () => make(["a"], [1, 2]));
  });
});

test("an error shows control characters of a name escaped", () => {
  const error = thrown("SSX_EMPTY_PARAMETER", () => allPerm(["a\u001b[2J\n"], [[]]));
  expect(error.message).toContain("'a\\x1B[2J\\n'");
});
