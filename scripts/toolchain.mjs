import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installInputs, stampOf } from "./install-stamp.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The version pinned by `packageManager`, the one place where it is written. */
const pnpmVersion = (() => {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const version = /^pnpm@(\d+\.\d+\.\d+)$/.exec(packageManager)?.[1];
  if (version === undefined) throw new Error(`packageManager is ${packageManager}, not pnpm@x.y.z`);
  return version;
})();

const pnpmHome = join(root, ".tools", `pnpm-${pnpmVersion}`);
const pnpmBin = join(pnpmHome, "node_modules", ".bin");

/** Installs pnpm into `.tools/`, once. It does not use corepack, whose old copies reject new signatures. */
export function providePnpm() {
  if (existsSync(join(pnpmBin, "pnpm"))) return;
  console.error(`fetching pnpm ${pnpmVersion} into .tools/ …`);
  // Made aside and renamed: an interrupted download must not look like an installed pnpm.
  const aside = `${pnpmHome}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  try {
    run("npm", [
      "install",
      `--prefix=${aside}`,
      "--no-audit",
      "--no-fund",
      "--no-update-notifier",
      "--loglevel=error",
      `pnpm@${pnpmVersion}`,
    ]);
    rmSync(pnpmHome, { recursive: true, force: true });
    renameSync(aside, pnpmHome);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** `pnpm install`, unless nothing that it reads has changed since the last time. */
export function installWorkspace() {
  const stampFile = join(root, "node_modules", ".ssx-install-stamp");
  const stamp = stampOf(root, installInputs(root), [
    pnpmVersion,
    process.platform,
    process.arch,
    process.versions.modules,
  ]);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  // After a change to a manifest the lockfile is brought up to date by hand: `npm run pnpm install`.
  console.error("installing the workspace's dependencies …");
  run("pnpm", [
    "install",
    "--frozen-lockfile",
    // A `node_modules` left by another package manager is replaced without asking.
    "--config.confirm-modules-purge=false",
    "--config.update-notifier=false",
    "--reporter=append-only",
    "--loglevel=warn",
  ]);
  writeFileSync(stampFile, stamp);
}

/** The environment of every tool: pnpm and the workspace's programs come first on the PATH. */
export function environment() {
  return {
    ...process.env,
    PATH: [pnpmBin, join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter),
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  };
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { error, status, signal } = spawnSync(command, args, {
    cwd: root,
    env: environment(),
    // Standard output belongs to the command that the user asked for.
    stdio: ["ignore", 2, 2],
  });
  if (error !== undefined) throw error;
  if (status !== 0) {
    console.error(`${command} ${args.join(" ")} failed (${signal ?? `exit code ${status}`})`);
    process.exit(1);
  }
}
