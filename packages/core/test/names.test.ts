import fc from "fast-check";
import { expect, test } from "vitest";
import { checkName } from "../src/names.ts";

test.each([
  "",
  "  ",
  ".",
  "..",
  ".ssx",
  "../x",
  "a/b",
  "a\\b",
  "/abs",
  "a\0b",
  "a\nb",
  "\u007f",
  "\ud800",
  "x".repeat(201),
  "é".repeat(101),
])("%j is refused, with the name in the message", (name) => {
  expect(() => checkName(name, "a model")).toThrow(
    expect.objectContaining({ code: "SSX_BAD_NAME", details: { name } }),
  );
});

test.each([undefined, null, 7, {}])("%j is no name", (name) => {
  expect(() => checkName(name as unknown as string, "a model")).toThrow(
    expect.objectContaining({ code: "SSX_BAD_NAME" }),
  );
});

test("whatever is accepted is one plain component of a path", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      try {
        checkName(name, "a model");
      } catch {
        return;
      }
      expect(name).not.toMatch(/[/\\]/);
      expect([".", "..", ""]).not.toContain(name);
      expect(name).not.toContain("\0");
    }),
  );
});

test.each(["training", "LR=0.1 (new)", "naïve", "-x", "a;b", "$(x)"])("%j is a name", (name) => {
  expect(checkName(name, "a model")).toBe(name);
});
