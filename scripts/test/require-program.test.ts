import { afterEach, expect, test, vi } from "vitest";
import { requireProgram } from "../../test/require-program.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Stands in for a test's context: skipping ends a test by throwing. */
const context = {
  skip(note?: string): never {
    throw new Error(`skipped: ${note}`);
  },
};

test("a program on the PATH is found", () => {
  expect(requireProgram(context, "sh")).toMatch(/\/sh$/);
});

test("a missing program skips the test on a user's machine, and says why", () => {
  vi.stubEnv("CI", "");
  vi.stubEnv("SSX_CI", "");
  expect(() => requireProgram(context, "no-such-program")).toThrow(
    "skipped: no-such-program is not on the PATH",
  );
});

test.each(["CI", "SSX_CI"])("a missing program fails the test where %s is set", (variable) => {
  vi.stubEnv("CI", "");
  vi.stubEnv("SSX_CI", "");
  vi.stubEnv(variable, "1");
  expect(() => requireProgram(context, "no-such-program")).toThrow(/^no-such-program is not/);
});
