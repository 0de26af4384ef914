// Builds the packages that examples/quickstart stands on, then runs it: `npm run quickstart`.

import { spawnSync } from "node:child_process";
import { runChecks } from "./run-checks.mjs";
import { environment, root } from "./toolchain.mjs";

const env = environment();
const [build] = await runChecks(
  [{ name: "build", command: ["turbo", "run", "build", "--filter=@ssx-examples/quickstart..."] }],
  { atOnce: 1, env, cwd: root, print: (text) => console.error(text) },
);

if (build?.verdict !== "passed") {
  process.exitCode = 1;
} else {
  const args = ["--silent", "--dir", "examples/quickstart", "start", ...process.argv.slice(2)];
  process.exitCode = spawnSync("pnpm", args, { cwd: root, env, stdio: "inherit" }).status ?? 1;
}
