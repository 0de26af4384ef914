import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findProgram } from "../../src/process/find-program.ts";

const root = mkdtempSync(join(tmpdir(), "ssx-find-"));
afterAll(() => rmSync(root, { recursive: true }));

const [first, second] = ["first", "second"].map((name) => {
  mkdirSync(join(root, name));
  return join(root, name);
}) as [string, string];
for (const file of [join(first, "plain"), join(second, "plain"), join(second, "tool")]) {
  writeFileSync(file, "#!/bin/sh\n");
}
chmodSync(join(second, "plain"), 0o755);
chmodSync(join(second, "tool"), 0o755);
mkdirSync(join(first, "tool"));

const search = { path: `${first}:${second}`, directory: root };

test("a name is looked up along the path, past files that may not be executed and directories", () => {
  expect(findProgram("plain", search)).toBe(join(second, "plain"));
  expect(findProgram("tool", search)).toBe(join(second, "tool"));
});

test("a relative path is looked up in the directory where it will run, and not along the path", () => {
  expect(findProgram("second/tool", search)).toBe(join(second, "tool"));
  expect(findProgram("./tool", search)).toBeUndefined();
});

test("an absolute path is itself", () => {
  expect(findProgram(join(second, "tool"), search)).toBe(join(second, "tool"));
  expect(findProgram(join(first, "plain"), search)).toBeUndefined();
});

test("what is nowhere is undefined, also without a path", () => {
  expect(findProgram("nothing", search)).toBeUndefined();
  expect(findProgram("sh", { path: undefined, directory: root })).toBeUndefined();
});
