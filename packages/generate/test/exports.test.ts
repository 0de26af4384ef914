import { expect, expectTypeOf, test } from "vitest";
import * as generate from "../src/index.ts";

test("the package exports what its README names, and no more", () => {
  expect(Object.keys(generate).sort()).toMatchInlineSnapshot(`
    [
      "GenerateError",
      "attachFiles",
      "compileTemplate",
      "formatValue",
      "generateMembers",
      "mergeParamsTable",
      "planFiles",
      "previewMember",
    ]
  `);
});

test("its types are the contract", () => {
  expectTypeOf<generate.ParamValue>().toEqualTypeOf<string | number | boolean | bigint>();
  expectTypeOf<generate.Tag>().toEqualTypeOf<string | readonly [open: string, close: string]>();
  expectTypeOf(generate.planFiles).returns.toEqualTypeOf<generate.FilePlan>();
  expectTypeOf(generate.generateMembers).returns.resolves.toEqualTypeOf<generate.GenerateReport>();
  expectTypeOf<generate.GenerateOptions>().toExtend<generate.PreviewOptions>();
});
