import { spawn } from "node:child_process";

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly [string, ...string[]]} command
 * @property {readonly string[]} [after] names of checks that must have passed before
 * @property {boolean} [alone] has the machine for itself, and its output is shown while it runs
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 *
 * @typedef {"passed" | "failed" | "skipped"} Verdict
 * @typedef {{ name: string, verdict: Verdict }} Outcome
 */

/**
 * Runs checks `atOnce` at a time, in their order as far as `after` allows; those that run alone come last.
 * A check whose predecessor failed is skipped.
 *
 * @param {readonly Check[]} checks
 * @param {{ atOnce: number, env: NodeJS.ProcessEnv, cwd: string, print?: (text: string) => void }} options
 * @returns {Promise<Outcome[]>} in the order of `checks`
 */
export async function runChecks(checks, { atOnce, env, cwd, print = console.log }) {
  /** @type {Map<string, Verdict>} */
  const verdicts = new Map();
  const waiting = [
    ...checks.filter((check) => !check.alone),
    ...checks.filter((check) => check.alone),
  ];
  /** @type {Set<Promise<void>>} */
  const running = new Set();

  while (waiting.length > 0) {
    const index = running.size < atOnce ? waiting.findIndex((check) => isReady(check)) : -1;
    const check = waiting[index];
    if (check === undefined) {
      if (running.size === 0) throw new Error(`waiting for nothing: ${waiting.map((c) => c.name)}`);
      await Promise.race(running);
      continue;
    }
    waiting.splice(index, 1);
    const job = start(check).finally(() => running.delete(job));
    running.add(job);
    if (check.alone) await job;
  }
  await Promise.all(running);
  return checks.map(({ name }) => ({ name, verdict: verdicts.get(name) ?? "failed" }));

  /** @param {Check} check */
  function isReady(check) {
    if (check.alone && running.size > 0) return false;
    return (check.after ?? []).every((name) => verdicts.has(name));
  }

  /** @param {Check} check */
  async function start(check) {
    const missing = check.after?.find((name) => verdicts.get(name) !== "passed");
    if (missing !== undefined) {
      verdicts.set(check.name, "skipped");
      print(`- ${check.name}: not run, because ${missing} did not pass`);
      return;
    }
    const { ok, output, seconds } = await execute(check, { env, cwd });
    verdicts.set(check.name, ok ? "passed" : "failed");
    if (!ok && output !== "") print(output);
    print(`${ok ? "✓" : "✗"} ${check.name} (${seconds.toFixed(1)} s)`);
  }
}

/**
 * @param {Check} check
 * @param {{ env: NodeJS.ProcessEnv, cwd: string }} options
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>}
 */
function execute(check, { env, cwd }) {
  const began = performance.now();
  return new Promise((resolve) => {
    const [program, ...args] = check.command;
    const child = spawn(program, args, {
      cwd,
      env: { ...env, ...check.env },
      stdio: check.alone ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
    /** @param {boolean} ok */
    const finish = (ok) =>
      resolve({ ok, output: output.trimEnd(), seconds: (performance.now() - began) / 1000 });
    child.on("error", (error) => {
      output += `could not start ${program}: ${error.message}`;
      finish(false);
    });
    child.on("close", (code) => finish(code === 0));
  });
}
