import { writeFileSync } from "node:fs";
import { closingLine } from "./counts.mjs";

/**
 * Ends a vitest run with `N passed, N failed`. Where `SSX_TEST_COUNTS` names a file the counts go there
 * instead: then vitest is one check among others, and their runner prints the line.
 *
 * @typedef {import("vitest/node").Reporter} Reporter
 * @implements {Reporter}
 */
export default class ClosingLineReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   * @param {import("vitest/node").TestRunEndReason} reason
   */
  onTestRunEnd(modules, unhandledErrors, reason) {
    const counts = countTests(modules, unhandledErrors.length);
    // Nothing above may hide that the run as a whole did not succeed.
    if (reason !== "passed" && counts.failed === 0) counts.failed = 1;
    const file = process.env.SSX_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
    else console.log(closingLine(counts));
  }
}

/**
 * A file or a group that failed by itself (an import that threw, a `beforeAll`) has no failed test to show for
 * it: it counts as one.
 *
 * @param {readonly import("vitest/node").TestModule[]} modules
 * @param {number} unhandled
 * @returns {import("./counts.mjs").Counts}
 */
function countTests(modules, unhandled) {
  const counts = { passed: 0, failed: unhandled, skipped: 0 };
  for (const module of modules) {
    if (module.errors().length > 0) counts.failed += 1;
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) counts.failed += 1;
    }
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === "pending" ? "skipped" : state] += 1;
    }
  }
  return counts;
}
