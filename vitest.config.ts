import { defineConfig } from "vitest/config";

// The custom condition makes tests read the siblings' sources, so that they need no build;
// naming conditions replaces vite's own list, hence the others.
const conditions = ["@ssx/source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["{packages,examples}/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
    reporters: ["default", "./scripts/closing-line-reporter.mjs"],
    pool: "forks",
    retry: 0,
    // Real processes on slow machines: tests wait for what they expect, the limit only ends the hopeless.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
