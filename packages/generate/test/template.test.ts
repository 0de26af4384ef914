import { describe, expect, test } from "vitest";
import { compileTemplate, type Params, type Tag } from "../src/index.ts";

function fill(text: string, params: Params, tag?: Tag): string {
  const template = compileTemplate(Buffer.from(text), Object.keys(params), tag);
  return template.fill(params).toString();
}

describe("a tag", () => {
  test.each<[string, Params, string]>([
    ["deltaT 0.1; endTime 5; n ;N;;", { N: 7 }, "deltaT 0.1; endTime 5; n 7;"],
    ["x=;UNK; y=;A;", { A: 1 }, "x=;UNK; y=1"],
    [";A;;B;", { A: 1, B: 2 }, "12"],
    [";A;B;", { A: 1, B: 2 }, "1B;"],
    [";;A;;", { A: 1 }, ";1;"],
    [";A", { A: 1 }, ";A"],
    ["A;", { A: 1 }, "A;"],
    [";AA;", { A: 1 }, ";AA;"],
    [";a;", { A: 1 }, ";a;"],
    ["; A ;", { A: 1 }, "; A ;"],
    ["for (i = 0; i; A) { ;A; }", { A: 1 }, "for (i = 0; i; A) { 1 }"],
    ["", { A: 1 }, ""],
  ])("%j becomes with %j", (text, params, expected) => {
    expect(fill(text, params)).toBe(expected);
  });

  test("can have any marks, and none of them is a pattern", () => {
    expect(fill("a=@A@ b=@B@", { A: 1, B: 2 }, "@")).toBe("a=1 b=2");
    expect(fill("$A$ $$A$$ $", { A: 1 }, "$")).toBe("1 $1$ $");
    expect(fill("|A| || **A**", { A: 1 }, "|")).toBe("1 || **A**");
    expect(fill("**A** ***A*** .*", { A: 1 }, "**")).toBe("1 *1* .*");
    expect(fill("{{A}} {A} {{ A }} {{{A}}}", { A: 1 }, ["{{", "}}"])).toBe("1 {A} {{ A }} {1}");
    expect(fill("$(A) $A", { A: 1 }, ["$(", ")"])).toBe("1 $A");
    expect(fill("«A» ;A;", { A: 1 }, ["«", "»"])).toBe("1 ;A;");
    expect(fill("aAa", { A: 1 }, "a")).toBe("1");
    expect(fill("\nA\n", { A: 1 }, "\n")).toBe("1");
  });

  test("takes the longest name where several fit, and the leftmost place first", () => {
    expect(fill(";A;B;", { A: 1, "A;B": 2 })).toBe("2");
    expect(fill("aaXaa", { X: 1, aX: 2 }, "a")).toBe("2a");
    expect(fill("<A>", { A: 1, AB: 2, ABC: 3 }, ["<", ">"])).toBe("1");
  });

  test("can stand around any name, also one of regular-expression characters or of an object's own", () => {
    expect(fill(";.*; ;$&; ;a b; ;é; ;日本;", { ".*": 1, "$&": 2, "a b": 3, é: 4, 日本: 5 })).toBe(
      "1 2 3 4 5",
    );
    expect(fill(";toString; ;constructor;", { toString: "x" })).toBe("x ;constructor;");
    expect(fill(";__proto__;", JSON.parse('{"__proto__": 5}'))).toBe("5");
  });
});

describe("a value", () => {
  test.each(["$&", "$1", "$$", "\\n", "\\1", "C:\\new", ";A;", ";B;", "a\nb", "é日本🚀", ""])(
    "%j is inserted as it is and not searched for tags",
    (value) => {
      expect(fill("<;A;|;A;>", { A: value, B: "no" })).toBe(`<${value}|${value}>`);
    },
  );

  test("that is missing when the template is filled is an error, not the word undefined", () => {
    const template = compileTemplate(Buffer.from(";A;"), ["A", "toString"]);
    expect(() => template.fill({})).toThrow(expect.objectContaining({ code: "SSX_BAD_VALUE" }));
    expect(() => template.fill({ A: Number.NaN })).toThrow(/"A".*NaN/);
    const inherited = compileTemplate(Buffer.from(";toString;"), ["toString"]);
    expect(() => inherited.fill({})).toThrow(expect.objectContaining({ code: "SSX_BAD_VALUE" }));
  });
});

describe("every other byte", () => {
  const around = (before: number[], after: number[]): void => {
    const bytes = Buffer.from([...before, ...Buffer.from(";A;"), ...after]);
    const filled = compileTemplate(bytes, ["A"]).fill({ A: "é" });
    expect([...filled]).toEqual([...before, 0xc3, 0xa9, ...after]);
  };

  test("stays in latin-1 text", () => around([0xe9, 0x20, 0xff], [0xfc, 0xdf]));
  test("stays in binary data", () => around([0, 1, 0xc3, 0x28, 0xed, 0xa0, 0x80], [0xfe, 0, 0xff]));
  test("stays with CRLF", () => around([...Buffer.from("a\r\nb ")], [...Buffer.from("\r\n\r\n")]));
  test("stays with a byte order mark", () => around([0xef, 0xbb, 0xbf], [10]));
  test("stays without a final newline", () => around([], []));

  test("is the caller's to change after compiling, and the result is the caller's as well", () => {
    const bytes = Buffer.from("x;A;y");
    const template = compileTemplate(bytes, ["A"]);
    bytes.fill(0);
    template.fill({ A: 1 }).fill(0);
    expect(template.fill({ A: 1 }).toString()).toBe("x1y");
  });
});

describe("a template tells", () => {
  test("which parameters it uses", () => {
    const template = compileTemplate(Buffer.from(";A; ;C; ;A;"), ["A", "B", "C"]);
    expect([...template.used]).toEqual(["A", "C"]);
  });

  test("which identifiers between marks are no parameter, and on which lines", () => {
    const text = "a ;A; ;TYPO;\r\n;_x1;\n;1x; ;a b; ;; ; x ;\n;A;END;\n;P;Q;\n;LAST;";
    expect(compileTemplate(Buffer.from(text), ["A"]).unknown).toEqual([
      { name: "TYPO", line: 1 },
      { name: "_x1", line: 2 },
      { name: "P", line: 5 },
      { name: "Q", line: 5 },
      { name: "LAST", line: 6 },
    ]);
  });

  test("nothing unknown across a real tag or a line", () => {
    const text = ";x;A;y; ;a\nb; ;\nc;";
    expect(compileTemplate(Buffer.from(text), ["A"]).unknown).toEqual([]);
  });

  test("unknown identifiers between unlike marks, however long these are", () => {
    const unknown = compileTemplate(
      Buffer.from("{{A}} {{{B}}} {{C} {{D }}"),
      [],
      ["{{", "}}"],
    ).unknown;
    expect(unknown.map(({ name }) => name)).toEqual(["A", "B"]);
  });
});

describe("bad arguments", () => {
  test.each([
    ["", /empty/],
    [["", ">"], /empty/],
    [["<", ""], /empty/],
  ] as const)("tag %j is refused", (tag, message) => {
    expect(() => compileTemplate(Buffer.from(""), [], tag)).toThrow(RangeError);
    expect(() => compileTemplate(Buffer.from(""), [], tag)).toThrow(message);
  });

  test.each([null, 5, ["<"], ["<", ">", "?"], [1, 2], {}])("tag %j is refused", (tag) => {
    // `as`: that is what is tested.
    expect(() => compileTemplate(Buffer.from(""), [], tag as unknown as Tag)).toThrow(TypeError);
  });

  test.each(["", "\udc00"])("a parameter named %j is refused", (name) => {
    expect(() => compileTemplate(Buffer.from(";;"), [name])).toThrow(
      expect.objectContaining({ code: "SSX_BAD_NAME" }),
    );
  });

  test("a file full of openers and thousands of names takes no more than a moment", () => {
    const names = Array.from({ length: 5000 }, (_, index) => `p${index}`);
    const startMs = performance.now();
    const template = compileTemplate(Buffer.from(";p1;p2".repeat(100_000)), names);
    expect(template.used.size).toBe(1);
    expect(performance.now() - startMs).toBeLessThan(10_000);
  });
});
