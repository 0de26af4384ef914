import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeParamsTable } from "../src/index.ts";
import { errorOf } from "./member-helpers.ts";
import { useScratch } from "./scratch.ts";

const scratch = useScratch();
const table = (): string => scratch.path("exp/params.csv");
const text = (): string => readFileSync(table(), "utf8");

describe("mergeParamsTable", () => {
  test("writes a row per member and a column per parameter, in order of appearance", async () => {
    await mergeParamsTable(table(), [
      { member: "a", directory: "e/a", params: { T: 0.1, S: "x" } },
      { member: "b", directory: "e/b", params: { N: 10n, T: 2, ok: false } },
    ]);
    expect(text()).toBe("member,directory,T,S,N,ok\na,e/a,0.1,x,,\nb,e/b,2,,10,false\n");
    expect(readdirSync(scratch.path("exp"))).toEqual(["params.csv"]);
  });

  test("keeps other members' rows, replaces a member's own, adds columns at the end", async () => {
    await mergeParamsTable(table(), [
      { member: "a", directory: "a", params: { T: 1 } },
      { member: "b", directory: "b", params: { T: 2 } },
      { member: "c", directory: "c", params: { T: 3 } },
    ]);
    await mergeParamsTable(table(), [
      { member: "d", directory: "d", params: { S: 9 } },
      { member: "b", directory: "b2", params: { S: 5, T: 6 } },
      { member: "b", directory: "b3", params: { S: 7 } },
    ]);
    expect(text()).toBe("member,directory,T,S\na,a,1,\nb,b3,,7\nc,c,3,\nd,d,,9\n");
  });

  test("takes parameters called as the first two columns are", async () => {
    const row = { member: "a", directory: "d", params: { member: 1, directory: 2 } };
    await mergeParamsTable(table(), [row]);
    await mergeParamsTable(table(), [{ ...row, member: "b" }]);
    expect(text()).toBe("member,directory,member,directory\na,d,1,2\nb,d,1,2\n");
  });

  test("reads a table that a spreadsheet has saved", async () => {
    scratch.file("exp/params.csv", '\ufeffmember,directory,T\r\n"a","x,y",1\r\n\r\n');
    await mergeParamsTable(table(), [{ member: "b", directory: "b", params: { T: 2 } }]);
    expect(text()).toBe('member,directory,T\na,"x,y",1\nb,b,2\n');
  });

  test("takes an empty file for none, and no rows for a header", async () => {
    scratch.file("exp/params.csv");
    await mergeParamsTable(table(), []);
    expect(text()).toBe("member,directory\n");
    await mergeParamsTable(table(), []);
    expect(text()).toBe("member,directory\n");
  });

  test("gives back any names and values", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom('"', ",", "\r", "\n", "\r\n", '",\n'),
    );
    const rows = fc.uniqueArray(
      fc.record({ member: cell.filter((name) => name !== ""), directory: cell, value: cell }),
      { selector: ({ member }) => member, minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(
        rows,
        cell.filter((name) => name !== ""),
        fc.nat(),
        async (given, name, split) => {
          const input = given.map(({ member, directory, value }) => ({
            member,
            directory,
            params: { [name]: value },
          }));
          writeFileSync(scratch.file("exp/params.csv"), "");
          await mergeParamsTable(table(), input.slice(0, split % given.length));
          await mergeParamsTable(table(), input.slice(split % given.length));
          const records = parse(text(), { record_delimiter: "\n" });
          expect(records).toEqual([
            ["member", "directory", name],
            ...given.map(({ member, directory, value }) => [member, directory, value]),
          ]);
        },
      ),
      { seed: 20_241_124, numRuns: 60 },
    );
  });

  test("merges into 100,000 rows in a few seconds", async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      member: `m${index}`,
      directory: `e/m${index}`,
      params: { T: index / 8, S: index, L: "text, with a comma" },
    }));
    const startMs = performance.now();
    await mergeParamsTable(table(), rows);
    await mergeParamsTable(table(), [{ member: "m5", directory: "x", params: { Z: 1 } }]);
    expect(performance.now() - startMs).toBeLessThan(30_000);
    const lines = text().split("\n");
    expect(lines).toHaveLength(100_002);
    expect(lines[6]).toBe("m5,x,,,,1");
    expect(lines[100_000]).toBe('m99999,e/m99999,12499.875,99999,"text, with a comma",');
  });
});

describe("a file that is no such table", () => {
  test.each([
    "a,b\n1,2\n",
    "member;directory\n",
    "member,directory\na,b,c\n",
    'member,directory\n"a',
  ])("stays as it is: %j", async (content) => {
    scratch.file("exp/params.csv", content);
    const row = { member: "a", directory: "a", params: {} };
    const error = await errorOf(() => mergeParamsTable(table(), [row]));
    expect(error).toMatchObject({ code: "SSX_TABLE_UNREADABLE", path: table() });
    expect(text()).toBe(content);
    expect(readdirSync(scratch.path("exp"))).toEqual(["params.csv"]);
  });

  test("is an error for a value that cannot be written as well", async () => {
    const row = { member: "a", directory: "a", params: { T: Number.NaN } };
    expect((await errorOf(() => mergeParamsTable(table(), [row]))).code).toBe("SSX_BAD_VALUE");
    expect(() => text()).toThrow("ENOENT");
  });
});
