import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { attachFiles, type GenerateWarning, generateMembers, planFiles } from "../src/index.ts";
import { errorOf, memberAt } from "./member-helpers.ts";
import { useScratch } from "./scratch.ts";

const scratch = useScratch();

async function warningsOf(...args: Parameters<typeof generateMembers>): Promise<GenerateWarning[]> {
  const told: GenerateWarning[] = [];
  const { warnings } = await generateMembers(args[0], {
    ...args[1],
    onWarning: (warning) => told.push(warning),
  });
  expect(warnings).toEqual(told);
  return told;
}

describe("an unused parameter", () => {
  test("is told once, however many members have it", async () => {
    const files = planFiles(attachFiles({ toConfigure: scratch.file("in.cfg", ";T;") }));
    const members = Array.from({ length: 20 }, (_, index) => ({
      ...memberAt(scratch.path(`m${index}`), { T: index, TMEP: 1 }),
      files,
    }));
    const warnings = await warningsOf(members);
    expect(warnings).toEqual([
      expect.objectContaining({
        code: "SSX_UNUSED_PARAMETER",
        parameter: "TMEP",
        member: "m0",
        memberCount: 20,
      }),
    ]);
    expect(warnings[0]?.message).toContain('"TMEP" of "m0" and 19 more');
  });

  test("is one that stands in copied files only, or in none at all", async () => {
    const copied = scratch.file("in.cfg", ";T;");
    const warnings = await warningsOf([
      memberAt(scratch.path("a"), { T: 1 }, { toCopy: copied }),
      memberAt(scratch.path("b"), { S: 1 }),
    ]);
    expect(warnings.map((warning) => "parameter" in warning && warning.parameter)).toEqual([
      "T",
      "S",
    ]);
  });

  test("is none that is used as an argument", async () => {
    const member = memberAt(scratch.path("m"), { T: 1, S: 2 });
    const warnings = await warningsOf([{ ...member, usedElsewhere: new Set(["T"]) }]);
    expect(warnings).toMatchObject([{ parameter: "S" }]);
  });
});

describe("what looks like a tag and is none", () => {
  test("is told once per file, with names and lines, and stays", async () => {
    const deck = scratch.file("deck", "\n;T; ;TYPO;\n;OTHER;");
    const member = (name: string) => memberAt(scratch.path(name), { T: 1 }, { toConfigure: deck });
    const warnings = await warningsOf([member("a"), member("b")]);
    expect(warnings).toEqual([
      {
        code: "SSX_UNKNOWN_TAG",
        file: deck,
        tags: [
          { name: "TYPO", line: 2 },
          { name: "OTHER", line: 3 },
        ],
        message: expect.stringContaining('"TYPO, line 2", "OTHER, line 3"'),
      },
    ]);
  });

  test("is told for members of unlike parameters", async () => {
    const deck = scratch.file("deck", ";A; ;B;");
    const warnings = await warningsOf([
      memberAt(scratch.path("a"), { A: 1 }, { toConfigure: deck }),
      memberAt(scratch.path("b"), { B: 1 }, { toConfigure: deck }),
    ]);
    expect(warnings).toMatchObject([{ tags: [{ name: "B" }, { name: "A" }] }]);
  });
});

describe("strict", () => {
  test("makes both errors before anything is written, and tells all of them", async () => {
    const deck = scratch.file("deck", ";T; ;TYPO;");
    const unknown = memberAt(scratch.path("exp/a"), { T: 1, S: 1 }, { toConfigure: deck });
    const error = await errorOf(() => generateMembers([unknown], { strict: true }));
    expect(error).toMatchObject({ code: "SSX_UNKNOWN_TAG", path: deck });
    expect(error.warnings.map(({ code }) => code)).toEqual([
      "SSX_UNUSED_PARAMETER",
      "SSX_UNKNOWN_TAG",
    ]);
    const unused = memberAt(scratch.path("exp/a"), { S: 1 });
    expect((await errorOf(() => generateMembers([unused], { strict: true }))).code).toBe(
      "SSX_UNUSED_PARAMETER",
    );
    expect(existsSync(scratch.path("exp"))).toBe(false);
  });

  test("has nothing against files and parameters that fit", async () => {
    const deck = scratch.file("deck", "deltaT 0.1; n ;N;;");
    const member = memberAt(scratch.path("m"), { N: 1 }, { toConfigure: deck });
    expect(await warningsOf([member], { strict: true })).toEqual([]);
  });
});
