import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTemplate, type Params, type ParamValue, type Tag } from "../src/index.ts";

// A failure prints the seed and the case that it was found with.
const settings = { seed: 20_241_124, numRuns: 1000 };

/** Few letters, so that marks, names and text meet; with halves of UTF-8 and of line ends. */
const letters = ["A", "B", "a", "_", "1", ";", "$", "&", ".", "*", "{", "}", "\\", " ", "é", "日"];
const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(...letters, "\n", "\r\n").map((c) => [...Buffer.from(c)]),
      fc.integer({ min: 0, max: 255 }).map((byte) => [byte]),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.from(parts.flat()));
const word = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength, maxLength }).map((parts) => parts.join(""));
const tag: fc.Arbitrary<Tag> = fc.oneof(word(1, 2), fc.tuple(word(1, 2), word(1, 2)));
const value: fc.Arbitrary<ParamValue> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("$&", "$1", "\\n", ";A;", "a\nb\r\n", "C:\\new", "日本"),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.bigInt(),
);
const params: fc.Arbitrary<Params> = fc
  .array(fc.tuple(word(1, 3), value), { maxLength: 6 })
  .map((entries) => Object.fromEntries(entries));

/** Tags put in between random bytes, or bytes that happen to make some. */
const document = fc
  .tuple(params, tag, fc.array(fc.tuple(bytes, fc.nat()), { maxLength: 8 }))
  .map(([given, marks, parts]) => {
    const [open, close] = typeof marks === "string" ? [marks, marks] : marks;
    const names = Object.keys(given);
    const pieces = parts.flatMap(([text, pick]) => [
      text,
      Buffer.from(names.length === 0 ? "" : open + names[pick % names.length] + close),
    ]);
    return { text: Buffer.concat(pieces), params: given, tag: marks, open, close };
  });

describe("whatever the bytes, the marks, the names and the values", () => {
  test("filling does what a search from place to place does", () => {
    fc.assert(
      fc.property(document, ({ text, params, tag, open, close }) => {
        const template = compileTemplate(text, Object.keys(params), tag);
        const expected = searchedFromPlaceToPlace(text, params, open, close);
        expect(template.fill(params).equals(expected.filled)).toBe(true);
        expect(template.used).toEqual(expected.used);
        expect(template.unknown).toEqual(expected.unknown);
      }),
      settings,
    );
  });

  test("a file in which no name stands between marks comes back byte by byte", () => {
    fc.assert(
      fc.property(bytes, tag, (text, marks) => {
        expect(compileTemplate(text, ["no such name"], marks).fill({}).equals(text)).toBe(true);
      }),
      settings,
    );
  });

  test("what stands around the tags is what can be read back around the values", () => {
    const plain = fc.uint8Array().map((part) => Buffer.from(part.filter((byte) => byte !== 0x3b)));
    fc.assert(
      fc.property(plain, fc.array(fc.tuple(value, plain)), (start, rest) => {
        const given = Object.fromEntries(rest.map(([each], index) => [`p${index}`, each]));
        const parts = rest.map(([, part], index) => [Buffer.from(`;p${index};`), part]);
        const template = compileTemplate(
          Buffer.concat([start, ...parts.flat()]),
          Object.keys(given),
        );
        let filled = template.fill(given);
        for (const part of [start, ...rest.flatMap(([each, text]) => [String(each), text])]) {
          const expected = Buffer.from(part);
          expect(filled.subarray(0, expected.length)).toEqual(expected);
          filled = filled.subarray(expected.length);
        }
        expect(filled.length).toBe(0);
      }),
      settings,
    );
  });
});

/** The definition of a tag, spelled out: at each place try every name, else keep the byte. */
function searchedFromPlaceToPlace(text: Buffer, params: Params, open: string, close: string) {
  const tags = Object.keys(params).map((name) => ({
    name,
    bytes: Buffer.from(open + name + close),
  }));
  tags.sort((a, b) => b.bytes.length - a.bytes.length);
  const filled: Buffer[] = [];
  const segments: { start: number; end: number }[] = [{ start: 0, end: 0 }];
  const used = new Set<string>();
  for (let at = 0; at < text.length; ) {
    const found = tags.find(({ bytes }) => text.subarray(at, at + bytes.length).equals(bytes));
    const segment = segments.at(-1);
    if (found === undefined) {
      filled.push(text.subarray(at, at + 1));
      at += 1;
      if (segment !== undefined) segment.end = at;
    } else {
      filled.push(Buffer.from(String(params[found.name])));
      used.add(found.name);
      at += found.bytes.length;
      segments.push({ start: at, end: at });
    }
  }
  const unknown = segments.flatMap(({ start, end }) =>
    identifiersIn(text, start, end, open, close),
  );
  return { filled: Buffer.concat(filled), used, unknown };
}

function identifiersIn(text: Buffer, start: number, end: number, open: string, close: string) {
  const found: { name: string; line: number }[] = [];
  const [opener, closer] = [Buffer.from(open), Buffer.from(close)];
  for (let at = start; at < end; at += 1) {
    const from = at + opener.length;
    if (from > end || !text.subarray(at, from).equals(opener)) continue;
    // At least one letter before the closer.
    const to = text.subarray(0, end).indexOf(closer, from + 1);
    const name = to === -1 ? "" : text.toString("latin1", from, to);
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !name.includes("\n"))
      found.push({ name, line: text.toString("latin1", 0, from).split("\n").length });
  }
  return found;
}
