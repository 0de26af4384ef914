import { describe, expect, test } from "vitest";
import { TemplateCache } from "../src/template-cache.ts";
import { useScratch } from "./scratch.ts";

const scratch = useScratch();

describe("a template cache", () => {
  test("compiles once per file and names, and again when it has no room", () => {
    const deck = scratch.file("deck", ";A;");
    const roomy = new TemplateCache(";");
    expect(roomy.forNames(["A"]).get(deck)).toBe(roomy.forNames(["A"]).get(deck));
    expect(roomy.forNames(["A"]).get(deck)).not.toBe(roomy.forNames(["A", "B"]).get(deck));
    const full = new TemplateCache(";", 2);
    expect(full.forNames(["A"]).get(deck)).not.toBe(full.forNames(["A"]).get(deck));
    expect(full.forNames(["A"]).get(deck).fill({ A: 1 }).toString()).toBe("1");
  });
});
