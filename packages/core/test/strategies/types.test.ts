import type { ParamValue } from "@ssx/generate";
import { describe, expectTypeOf, test } from "vitest";
import {
  allPerm,
  expand,
  fromCallable,
  type ParamSets,
  type ParamSpace,
  random,
  repeated,
  type SetOf,
  type Strategy,
} from "../../src/strategies/index.ts";

describe("the types", () => {
  test("know the keys and the widened values of a space", () => {
    type Space = {
      readonly dt: readonly [0.1, 0.2];
      readonly scheme: readonly ("upwind" | "central")[];
      readonly viscous: true;
      readonly seed: 7n;
      readonly mixed: readonly (1 | "one")[];
      readonly mesh: Int32Array;
      readonly ids: BigInt64Array;
    };
    expectTypeOf<SetOf<Space>>().toEqualTypeOf<{
      readonly dt: number;
      readonly scheme: string;
      readonly viscous: boolean;
      readonly seed: bigint;
      readonly mixed: number | string;
      readonly mesh: number;
      readonly ids: bigint;
    }>();
  });

  test("give the sets of a space their keys", () => {
    const sets = expand({ dt: [0.1, 0.2], scheme: "upwind" }, { strategy: "all_perm" });
    expectTypeOf(sets.at(0)).toEqualTypeOf<{ readonly dt: number; readonly scheme: string }>();
    expectTypeOf(sets.seed).toEqualTypeOf<number | undefined>();
    expectTypeOf(repeated(sets, 2).at(0)).toEqualTypeOf<{
      readonly dt: number;
      readonly scheme: string;
    }>();
  });

  test("know that random has a seed", () => {
    const sets = expand({ a: [1, 2] }, { strategy: "random", nModels: 1 });
    expectTypeOf(sets.seed).toEqualTypeOf<number>();
    expectTypeOf(random(["a"], [[1, 2]], 1).seed).toEqualTypeOf<number>();
  });

  test("tell a strategy the keys, and take the type of its sets", () => {
    const sets = expand(
      { dt: [0.1, 0.2], mesh: 8 },
      {
        strategy(names, values, nModels) {
          expectTypeOf(names).toEqualTypeOf<readonly ("dt" | "mesh")[]>();
          expectTypeOf(values).toEqualTypeOf<readonly (readonly ParamValue[])[]>();
          expectTypeOf(nModels).toEqualTypeOf<number | undefined>();
          return [{ cells: 3 }];
        },
      },
    );
    expectTypeOf(sets.at(0)).toEqualTypeOf<{ cells: number }>();
  });

  test("let the functions know the names", () => {
    expectTypeOf(allPerm(["a", "b"], [1, 2])).toEqualTypeOf<
      ParamSets<Readonly<Record<"a" | "b", ParamValue>>>
    >();
    expectTypeOf(fromCallable(() => [{ x: 1 }], ["a"], [1]).at(0)).toEqualTypeOf<{ x: number }>();
  });

  test("take our own functions, and a space known only at run time", () => {
    expectTypeOf(allPerm).toExtend<Strategy>();
    const space: ParamSpace = { a: [1] };
    const strategy: "all_perm" | "step" | "random" | Strategy = "step";
    expectTypeOf(expand(space, { strategy }).at(0)).toExtend<Record<string, ParamValue>>();
  });

  test("refuse values that are none, unknown strategies, and sets of other values", () => {
    const refused = () => {
      // @ts-expect-error null is no value
      expand({ a: [null] }, { strategy: "all_perm" });
      // @ts-expect-error there is no such strategy
      expand({ a: [1] }, { strategy: "all" });
      // @ts-expect-error a date is no value
      expand({ a: [1] }, { strategy: () => [{ a: new Date() }] });
    };
    expectTypeOf(refused).toBeFunction();
  });
});
