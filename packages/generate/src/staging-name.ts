import { randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Names that begin so belong to generation. */
export const stagingPrefix = ".ssx-staging-";

/**
 * A fresh name that says who made it: process id, its start in clock ticks, a random part, host.
 */
export function stagingName(): string {
  return `${stagingPrefix}${process.pid}-${startTicks(process.pid)}-${randomBytes(6).toString("hex")}-${host()}`;
}

/**
 * Whether the process that made it is known to be gone. One on another host, or in another
 * container, counts as alive.
 */
export function isStale(name: string): boolean {
  const [, pid, start, owner] = /^\.ssx-staging-(\d+)-(\d*)-[0-9a-f]+-(.*)$/s.exec(name) ?? [];
  if (pid === undefined || owner !== host()) return false;
  if (!isRunning(Number(pid))) return true;
  // Process ids come round again, and in a container soon.
  const startNow = startTicks(Number(pid));
  return start !== "" && startNow !== "" && start !== startNow;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Empty where there is no `/proc`. @see proc_pid_stat(5), field 22 */
function startTicks(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field is the program's name in parentheses, with whatever the name contains.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** Host name and PID namespace: a process id means something in there only. */
function host(): string {
  let namespace = "";
  try {
    namespace = readlinkSync("/proc/self/ns/pid");
  } catch {
    // No Linux.
  }
  return `${hostname()}-${namespace}`.replace(/[^A-Za-z0-9.-]/g, "_");
}
