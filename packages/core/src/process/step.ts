import { isAbsolute } from "node:path";
import { quotePosix } from "@ssx/settings";
import type { Ending } from "../task-state.ts";
import { withVariables } from "./with-variables.ts";

/** One task to be started on this machine. */
export interface Step {
  /** Unique in its runner. */
  readonly id: number;
  /** Absolute, or relative to the runner's base. It exists. */
  readonly directory: string;
  /** Its output goes to `<name>.out` and `<name>.err` in its directory. */
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  onStarted(pid: number, atMs: number): void;
  onEnded(ending: Ending, atMs: number): void;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Variables that bash does not let anybody export, gives a value of its own, or acts on. */
const SHELLS_OWN =
  /^(?:BASH.*|COMP_.*|DIRSTACK|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OLDPWD|OPT.*|PIPESTATUS|PPID|PWD|RANDOM|SECONDS|SHELLOPTS|SHLVL|SRANDOM|UID|IFS|PS4|_|POSIXLY_CORRECT|ENV|TMOUT|TIMEFORMAT|LANG|LANGUAGE|LC_.*|ssx_.*)$/;

/**
 * The line that tells a worker to start a step. Variables that a shell could not export as they are
 * go through env(1), at the cost of one more exec.
 */
export function stepCommand(step: Step): string {
  const exported: string[] = [];
  const throughEnv: [string, string][] = [];
  for (const [name, value] of Object.entries(step.env)) {
    if (IDENTIFIER.test(name) && !SHELLS_OWN.test(name)) exported.push(`${name}=${value}`);
    else throughEnv.push([name, value]);
  }
  const argv = withVariables(Object.fromEntries(throughEnv), step.argv);
  // With "./" in front, CDPATH has no say in where a relative directory is.
  const directory = isAbsolute(step.directory) ? step.directory : `./${step.directory}`;
  const words = [directory, step.name, String(exported.length), ...exported, ...argv];
  // In braces, because a shell also runs a last line that a driver that died did not finish.
  return `{ t ${step.id} ${words.map(quotePosix).join(" ")}\n}\n`;
}
