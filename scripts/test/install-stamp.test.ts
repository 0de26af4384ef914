import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installInputs, stampOf } from "../install-stamp.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ssx-stamp-"));
  mkdirSync(join(root, "packages/core"), { recursive: true });
  writeFileSync(join(root, "package.json"), "{}");
  writeFileSync(join(root, "packages/core/package.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

const stamp = (...circumstances: string[]) => stampOf(root, installInputs(root), circumstances);

test("nothing changed: the same stamp", () => {
  expect(stamp("10.0.0")).toBe(stamp("10.0.0"));
});

test.each([
  ["a manifest's text", "packages/core/package.json", '{"name":"core"}'],
  ["a file that appears", "pnpm-lock.yaml", "lockfileVersion: '9.0'"],
  ["an npmrc", ".npmrc", "save-exact=true"],
])("%s changes it", (_, file, text) => {
  const before = stamp();
  writeFileSync(join(root, file), text);
  expect(stamp()).not.toBe(before);
});

test("a new package changes it, a source file does not", () => {
  const before = stamp();
  writeFileSync(join(root, "packages/core/index.ts"), "");
  expect(stamp()).toBe(before);
  mkdirSync(join(root, "examples/new"), { recursive: true });
  writeFileSync(join(root, "examples/new/package.json"), "{}");
  expect(stamp()).not.toBe(before);
});

test("another version of pnpm changes it", () => {
  expect(stamp("10.0.0")).not.toBe(stamp("10.0.1"));
});
