// TypeScript 7 is called by its path: `.bin/tsc` may be either of the two that are installed.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./toolchain.mjs";

const tsc = join(root, "node_modules/typescript-7/bin/tsc");
const failed = ["tsconfig.json", "tsconfig.scripts.json"].filter(
  (project) =>
    spawnSync(process.execPath, [tsc, "-p", project], { cwd: root, stdio: "inherit" }).status !== 0,
);
process.exitCode = failed.length > 0 ? 1 : 0;
