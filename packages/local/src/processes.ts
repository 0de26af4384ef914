import { readdirSync, readFileSync } from "node:fs";
import type { JobId } from "@ssx/core";

/**
 * Fields of /proc/<pid>/stat behind the program's name, see proc(5): session is the 6th field,
 * starttime the 22nd.
 */
const SESSION = 3;
const START_TICKS = 19;

/**
 * A pid alone may belong to another process tomorrow; with the time it started (where /proc tells
 * it) it may not.
 */
export function jobIdOf(pid: number): JobId {
  const started = statOf(pid)?.[START_TICKS];
  return started === undefined ? String(pid) : `${pid}.${started}`;
}

export function pidOf(id: JobId): number {
  return Number.parseInt(id, 10);
}

export function isAlive(id: JobId): boolean {
  const pid = pidOf(id);
  const stat = statOf(pid);
  if (stat) return stat[0] !== "Z" && (!id.includes(".") || id === `${pid}.${stat[START_TICKS]}`);
  try {
    process.kill(pid, 0);
    return !id.includes(".");
  } catch {
    return false;
  }
}

/** Signals every process of a session; without /proc, the session leader's own group. */
export function signalSession(session: number, signal: NodeJS.Signals): void {
  const members = allPids().filter((pid) => statOf(pid)?.[SESSION] === String(session));
  for (const target of members.length > 0 ? members : [-session]) {
    try {
      process.kill(target, signal);
    } catch {
      // It ended in between.
    }
  }
}

/** Jobs of this name that run here, whoever started them: `bash <script> <name>`. */
export function findJobProcesses(jobName: string): JobId[] {
  return allPids()
    .filter((pid) => {
      const [shell, , name] = commandOf(pid);
      return (
        name === jobName && (shell ?? "").endsWith("bash") && statOf(pid)?.[SESSION] === String(pid)
      );
    })
    .map(jobIdOf);
}

function allPids(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/**
 * The name in parentheses may hold blanks and parentheses, so the fields are counted from behind
 * it.
 */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
