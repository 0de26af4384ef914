import { expect, test } from "vitest";
import { type Check, runChecks } from "../run-checks.mjs";

const node = (code: string): Check["command"] => [process.execPath, "-e", code];
const good = node("");
const bad = node("console.log('out'); console.error('err'); process.exitCode = 3");

async function run(checks: Check[], atOnce = 2) {
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  const options = { atOnce, env: process.env, cwd: ".", print };
  const outcomes = await runChecks(checks, options);
  const printed = lines.map((line) => line.replace(/\(\d+\.\d s\)/, "(…)"));
  return { verdicts: outcomes.map(({ verdict }) => verdict), printed };
}

test("a check that passes is one line, whatever it says", async () => {
  const { verdicts, printed } = await run([
    { name: "talks", command: node("console.log('hello')") },
  ]);
  expect(verdicts).toEqual(["passed"]);
  expect(printed).toEqual(["✓ talks (…)"]);
});

test("a check that fails shows all it said, and those after it are not run", async () => {
  const { verdicts, printed } = await run(
    [
      { name: "after", command: good, after: ["bad"] },
      { name: "bad", command: bad },
      { name: "apart", command: good },
    ],
    1,
  );
  expect(verdicts).toEqual(["skipped", "failed", "passed"]);
  expect(printed[0]).toMatch(/^out\nerr$|^err\nout$/);
  expect(printed.slice(1)).toEqual([
    "✗ bad (…)",
    "- after: not run, because bad did not pass",
    "✓ apart (…)",
  ]);
});

test("a program that does not exist fails its check", async () => {
  const { verdicts, printed } = await run([{ name: "gone", command: ["/does/not/exist"] }]);
  expect(verdicts).toEqual(["failed"]);
  expect(printed[0]).toContain("could not start /does/not/exist");
});

test("a check that runs alone comes last", async () => {
  const { printed } = await run([
    { name: "alone", command: good, alone: true },
    { name: "slow", command: node("setTimeout(() => {}, 200)") },
    { name: "quick", command: good },
  ]);
  expect(printed).toEqual(["✓ quick (…)", "✓ slow (…)", "✓ alone (…)"]);
});

test("checks that wait for one another are an error, not a hang", async () => {
  await expect(run([{ name: "a", command: good, after: ["a"] }])).rejects.toThrow("a");
});
