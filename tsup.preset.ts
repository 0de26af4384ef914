import { defineConfig } from "tsup";

/** JavaScript only: declarations come from `tsc` 7, ten times as quick (tsconfig.build.json). */
export default defineConfig({
  entry: ["src/index.ts"],
  format: "esm",
  platform: "node",
  target: "node20",
  clean: true,
  sourcemap: true,
  silent: true,
});
