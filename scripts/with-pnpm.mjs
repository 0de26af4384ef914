// Runs a command with the workspace's own pnpm on the PATH and everything installed:
//   node scripts/with-pnpm.mjs [--no-install] <command> [argument…]
// With this a bare clone needs nothing but Node and npm.

import { spawn } from "node:child_process";
import { environment, installWorkspace, providePnpm } from "./toolchain.mjs";

const words = process.argv.slice(2);
const install = words[0] !== "--no-install";
const [command, ...args] = install ? words : words.slice(1);
if (command === undefined) {
  console.error("usage: node scripts/with-pnpm.mjs [--no-install] <command> [argument…]");
  process.exit(2);
}

providePnpm();
if (install) installWorkspace();

const child = spawn(command, args, { stdio: "inherit", env: environment() })
  .on("error", (error) => {
    console.error(`could not start ${command}: ${error.message}`);
    process.exitCode = 127;
  })
  .on("exit", (code) => {
    process.exitCode = code ?? 1;
  });

// The terminal signals the command too; leaving before it has ended would orphan its output.
process.on("SIGINT", () => {});
for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"])) {
  process.on(signal, () => child.kill(signal));
}
