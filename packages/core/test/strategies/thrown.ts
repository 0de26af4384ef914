import { expect } from "vitest";
import type { SsxError } from "../../src/errors.ts";

/** The error that `run` throws, which has to be an SsxError of this code. */
export function thrown(code: string, run: () => unknown): SsxError {
  try {
    run();
  } catch (error) {
    expect(error).toMatchObject({ name: "SsxError", code });
    return error as SsxError; // just checked
  }
  throw new Error(`expected ${code}, but nothing was thrown`);
}
