import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

export interface ProcessStatus {
  readonly pid: number;
  /** One letter, see proc(5): `T` is suspended, `Z` has ended. */
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Processor time that it used so far, in ticks of 10 ms. */
  readonly ticks: number;
}

/** Of a process that is there; of one that has ended and waits to be collected, `undefined` as well. */
export function processStatus(pid: number): ProcessStatus | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state = "", parent, group, session] = fields;
  if (state === "Z" || state === "X") return undefined;
  return {
    pid,
    state,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    ticks: Number(fields[11]) + Number(fields[12]),
  };
}

/** Every process whose current directory is this one or inside of it: tasks, their children, and shells. */
export function processesIn(directory: string): ProcessStatus[] {
  return allPids().flatMap((pid) => {
    const where = workingDirectory(pid);
    // Behind the path of a directory that is gone Linux says so.
    const inside = where === directory || where?.startsWith(`${directory}/`);
    const status = inside || where === `${directory} (deleted)` ? processStatus(pid) : undefined;
    return status ? [status] : [];
  });
}

export function isAlive(pid: number): boolean {
  return processStatus(pid) !== undefined;
}

/** Those of them that run a program of this name. */
export function programsIn(directory: string, name: string): ProcessStatus[] {
  return processesIn(directory).filter(({ pid }) => basename(commandOf(pid)[0] ?? "") === name);
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function allPids(): number[] {
  return readdirSync("/proc").map(Number).filter(Number.isInteger);
}
