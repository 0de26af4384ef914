import { describe, expect, test } from "vitest";
import { isStale, stagingName } from "../src/staging-name.ts";

describe("a staging name", () => {
  test("is stale when its process is gone, or its id is another process's by now", () => {
    const name = stagingName();
    expect(isStale(name)).toBe(false);
    // Larger than any system's largest process id.
    expect(isStale(name.replace(`-${process.pid}-`, "-2147483647-"))).toBe(true);
    if (process.platform === "linux")
      expect(isStale(name.replace(/^(\.ssx-staging-\d+)-\d+/, "$1-1"))).toBe(true);
    expect(isStale(`${name.replace(`-${process.pid}-`, "-2147483647-")}x`)).toBe(false);
    expect(isStale(".ssx-staging-")).toBe(false);
  });
});
