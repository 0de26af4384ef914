import { readdirSync, readFileSync } from "node:fs";

/** Of the fields of /proc/<pid>/stat behind the program's name, see proc(5): state and session. */
const STATE = 0;
const SESSION = 3;

/** The living processes of a session. Where there is no /proc, its leader stands for all. */
export function sessionMembers(session: number): number[] {
  const pids = allPids();
  if (pids === undefined) return isAlive(session) ? [session] : [];
  return pids.filter((pid) => {
    const stat = statOf(pid);
    return stat?.[SESSION] === String(session) && stat[STATE] !== "Z";
  });
}

/** Signals every process of a session; where there is no /proc, the session leader's group. */
export function signalSession(session: number, signal: NodeJS.Signals): void {
  const targets = allPids() === undefined ? [-session] : sessionMembers(session);
  for (const target of targets) {
    try {
      process.kill(target, signal);
    } catch {
      // It ended in between.
    }
  }
}

/**
 * TERM for a script and the subshells of its members, which hand it on: so each task gets it once.
 * When the script itself is gone, for whatever is left.
 */
export function askToEnd(session: number): void {
  try {
    process.kill(-session, "SIGTERM");
  } catch {
    signalSession(session, "SIGTERM");
  }
}

/** The jobs that run here by their names, whoever started them: `bash <script> <name>`. */
export function jobProcesses(): Map<string, number> {
  const jobs = new Map<string, number>();
  for (const pid of allPids() ?? []) {
    const [shell, , name] = commandOf(pid);
    if (!name || !shell?.endsWith("bash")) continue;
    if (statOf(pid)?.[SESSION] === String(pid)) jobs.set(name, pid);
  }
  return jobs;
}

function allPids(): number[] | undefined {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** The name in parentheses may hold blanks and parentheses, so fields are counted behind it. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
