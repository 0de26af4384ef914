import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { StartOptions } from "@ssx/core";
import { quotePosix } from "@ssx/settings";
import { onTestFinished } from "vitest";
import type { LocalOptions } from "../../src/index.ts";

export interface DriverOptions {
  /** The experiment's directory. */
  readonly path: string;
  /** One model for each line of shell, or for each program with its arguments: `m0`, `m1`, … */
  readonly lines: readonly (string | readonly string[])[];
  /** Each model is a batch job. */
  readonly batch?: boolean;
  /** All lines are members of one ensemble `e`, and that is one batch job, one member at a time. */
  readonly ensemble?: boolean;
  /** The driver listens to this signal itself. */
  readonly ownListener?: NodeJS.Signals;
  readonly launcher?: LocalOptions;
  readonly report?: string;
  readonly start?: StartOptions;
}

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Driver {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has printed so far. */
  stdout(): string;
  stderr(): string;
  kill(signal: NodeJS.Signals): void;
  /** Nobody reads its standard error any more. */
  closeStderr(): void;
}

const program = fileURLToPath(new URL("drivers/start.mjs", import.meta.url));

/** Starts a driver as a process of its own, with the packages as they are built. */
export function startDriver(options: DriverOptions, env: NodeJS.ProcessEnv = {}): Driver {
  return startProgram([program, JSON.stringify(options)], { env });
}

/** The same on a terminal of its own, with script(1); all that it prints is in `stdout`. */
export function startDriverOnTerminal(
  options: DriverOptions,
  terminal: { readonly columns: number; readonly term?: string },
): Driver {
  assertBuilt();
  const words = [process.execPath, program, JSON.stringify(options)].map(quotePosix).join(" ");
  const command = `stty cols ${terminal.columns} rows 24; exec ${words}`;
  const child = spawn("script", ["-qefc", command, "/dev/null"], {
    env: { ...process.env, TERM: terminal.term ?? "xterm" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return follow(child);
}

/** Node with these arguments, followed until it has ended. */
export function startProgram(
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Driver {
  assertBuilt();
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return follow(child);
}

function follow(child: ChildProcess): Driver {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject).on("close", (exitCode, signal) => {
      resolve({ exitCode, signal, stdout, stderr });
    });
  });
  return {
    pid: child.pid as number,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    kill: (signal) => void child.kill(signal),
    closeStderr: () => void child.stderr?.destroy(),
  };
}

/** Node 20 cannot run the sources. `npm test` builds first. */
function assertBuilt(): void {
  for (const name of ["core", "local"]) {
    const built = fileURLToPath(new URL(`../../../${name}/dist/index.js`, import.meta.url));
    if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build`);
  }
}
