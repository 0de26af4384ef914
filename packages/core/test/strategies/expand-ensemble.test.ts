import { describe, expect, expectTypeOf, test } from "vitest";
import { expand, expandEnsemble, type ParamSets } from "../../src/strategies/index.ts";

describe("the sets of an ensemble", () => {
  const params = { a: [1, 2], b: ["x", "y"] };

  test("are all combinations when no strategy is named", () => {
    const { sets, seed } = expandEnsemble({ params }) ?? {};
    expect([...(sets ?? [])]).toEqual([...expand(params, { strategy: "all_perm" })]);
    expect(seed).toBeUndefined();
    expectTypeOf(sets).toEqualTypeOf<
      ParamSets<{ readonly a: number; readonly b: string }> | undefined
    >();
  });

  test("are repeated when there are parameters and replicas", () => {
    const { sets } = expandEnsemble({ params: { a: [1, 2] }, replicas: 2 }) ?? {};
    expect([...(sets ?? [])]).toEqual([{ a: 1 }, { a: 1 }, { a: 2 }, { a: 2 }]);
  });

  test("are empty ones when there are replicas alone", () => {
    expect([...(expandEnsemble({ replicas: 3 })?.sets ?? [])]).toEqual([{}, {}, {}]);
  });

  test("are none when there is neither", () => {
    expect(expandEnsemble({})).toBeUndefined();
  });

  test("come with the seed they were drawn with, also when repeated", () => {
    const options = { params, permStrategy: "random", nModels: 3, replicas: 2 } as const;
    const drawn = expandEnsemble(options);
    const again = expandEnsemble({ ...options, seed: drawn?.seed });
    expect(drawn?.seed).toBeTypeOf("number");
    expect([...(again?.sets ?? [])]).toEqual([...(drawn?.sets ?? [])]);
    expect(again?.sets.size).toBe(6);
  });

  test.each([0, -1, 1.5])("refuse %s replicas", (replicas) => {
    expect(() => expandEnsemble({ params, replicas })).toThrow(RangeError);
    expect(() => expandEnsemble({ replicas })).toThrow(RangeError);
  });

  test("refuse an option that would be ignored", () => {
    expect(() => expandEnsemble({ params, nModels: 2 })).toThrow(TypeError);
    expect(() => expandEnsemble({ replicas: 2, seed: 1 })).toThrow(TypeError);
  });
});
