import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";
import { afterAll, beforeAll } from "vitest";

/** The package as one file that a child process can import, which cannot read TypeScript. */
export function useBuiltPackage(): () => string {
  let directory = "";
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "ssx-generate-built-"));
    await build({
      entry: [fileURLToPath(new URL("../src/index.ts", import.meta.url))],
      config: false,
      format: "esm",
      platform: "node",
      target: "node20",
      outDir: directory,
      outExtension: () => ({ js: ".mjs" }),
      noExternal: [/^csv-/],
      silent: true,
    });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return () => join(directory, "index.mjs");
}
