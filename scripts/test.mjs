// Everything that must hold before a change is good: `npm test`.
// Its last line is `N passed, N failed`; every check below counts as one test, and every vitest test as one.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { closingLine, sumCounts } from "./counts.mjs";
import { runChecks } from "./run-checks.mjs";
import { environment, root } from "./toolchain.mjs";

const scratch = mkdtempSync(join(tmpdir(), "ssx-test-"));
const countsFile = join(scratch, "counts.json");
const turbo = /** @type {const} */ (["turbo", "run", "--output-logs=errors-only"]);

/** @type {import("./run-checks.mjs").Check[]} */
const checks = [
  { name: "build", command: [...turbo, "build"] },
  {
    name: "lint and format",
    command: ["biome", "check", "--error-on-warnings", "--max-diagnostics=none", "."],
  },
  { name: "types", command: ["node", "scripts/typecheck.mjs"] },
  { name: "README blocks", command: ["node", "scripts/check-readmes.mjs"] },
  { name: "unused code and dependencies", command: ["knip", "--no-progress"] },
  { name: "publint and attw", command: [...turbo, "packed"], after: ["build"] },
  {
    name: "vitest",
    command: ["vitest", "run", ...process.argv.slice(2)],
    alone: true,
    env: { SSX_TEST_COUNTS: countsFile },
  },
];

const outcomes = await runChecks(checks, {
  atOnce: Math.min(4, availableParallelism()),
  env: environment(),
  cwd: root,
});

const counts = sumCounts([
  ...outcomes.map(({ name, verdict }) =>
    name === "vitest" ? vitestCounts(verdict) : one(verdict),
  ),
]);
rmSync(scratch, { recursive: true, force: true });

const failed = outcomes.filter(({ verdict }) => verdict === "failed");
if (failed.length > 0) console.log(`failed: ${failed.map(({ name }) => name).join(", ")}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
console.log(closingLine(counts));

/** @param {import("./run-checks.mjs").Verdict} verdict */
function one(verdict) {
  return { passed: 0, failed: 0, skipped: 0, [verdict]: 1 };
}

/**
 * A vitest that left no counts, or that failed without a failed test, is one failure.
 *
 * @param {import("./run-checks.mjs").Verdict} verdict
 * @returns {import("./counts.mjs").Counts}
 */
function vitestCounts(verdict) {
  try {
    const counts = JSON.parse(readFileSync(countsFile, "utf8"));
    return verdict === "failed" && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return one("failed");
  }
}
