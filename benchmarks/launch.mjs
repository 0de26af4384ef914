// @ts-check
// 1,000 × /bin/true in directories of their own, with output files and recorded exit codes, beside
// tools that do the same.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Experiment } from "@ssx/core";
import { local } from "@ssx/local";
import { inTurn, median, print, ratio, timed } from "./measure.mjs";

const TASKS = Number(process.env.SSX_BENCH_TASKS ?? 1000);
const ROUNDS = Number(process.env.SSX_BENCH_ROUNDS ?? 5);
const SAME_WORK = 'cd "$0" && /bin/true >x.out 2>x.err; echo $? >x.exit';

/** @param {string} directory scratch */
export async function benchLaunch(directory) {
  const width = availableParallelism();
  const names = Array.from({ length: TASKS }, (_, index) => `e/e_${index}`);
  const list = join(directory, "names");
  writeFileSync(list, `${names.join("\n")}\n`);

  /** Fresh directories, outside of the measured time, for everybody alike. @param {string} root */
  const fresh = (root) => {
    rmSync(root, { recursive: true, force: true });
    for (const name of names) mkdirSync(join(root, name), { recursive: true });
  };
  /** @param {string} command @param {string[]} args */
  const tool = (command, args) => async () => {
    const root = join(directory, "tool");
    fresh(root);
    return await timed(() => run(command, args, root, list));
  };
  const contestants = {
    ssx: async () => {
      const root = join(directory, "ssx");
      fresh(root);
      const exp = new Experiment("bench", { launcher: local(), path: root, report: "silent" });
      const ensemble = exp.createEnsemble("e", {
        replicas: TASKS,
        runSettings: exp.createRunSettings("/bin/true"),
      });
      let ok = false;
      const seconds = await timed(async () => {
        ({ ok } = await exp.start(ensemble, { block: true }));
      });
      if (!ok) throw new Error("not every task completed");
      return seconds;
    },
    "xargs sh -c": tool("xargs", ["-P", `${width}`, "-n", "1", "sh", "-c", SAME_WORK]),
    "xargs bare": tool("xargs", ["-P", `${width}`, "-n", "1", "/bin/true"]),
    ...(spawnSync("parallel", ["--version"]).status === 0
      ? {
          parallel: tool("parallel", [
            "-j",
            `${width}`,
            "cd {} && /bin/true >x.out 2>x.err; echo $? >x.exit",
          ]),
        }
      : {}),
  };
  const seconds = await inTurn(contestants, ROUNDS);
  console.log(`\n${TASKS} × /bin/true, ${width} at once, ${ROUNDS} rounds in turn`);
  for (const [name, values] of Object.entries(seconds))
    print(name, `${median(values).toFixed(2)} s`);
  print(
    "ssx / xargs sh -c, the same work",
    ratio(seconds.ssx, seconds["xargs sh -c"]).toFixed(2),
    "≤ 1",
  );
  print(
    "ssx / xargs bare, no directory, output or exit code",
    ratio(seconds.ssx, seconds["xargs bare"]).toFixed(2),
    "≤ 1.5",
  );
  if (seconds.parallel)
    print("GNU parallel / ssx", ratio(seconds.parallel, seconds.ssx).toFixed(1), "≥ 3");
  else print("GNU parallel / ssx", "not installed");
}

/** @param {string} command @param {string[]} args @param {string} cwd @param {string} input */
function run(command, args, cwd, input) {
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["-c", 'exec "$0" "$@" <"$INPUT"', command, ...args], {
      cwd,
      env: { ...process.env, INPUT: input },
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("error", reject).on("close", resolve);
  });
}
