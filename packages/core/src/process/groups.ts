import { setTimeout as delay } from "node:timers/promises";

/** Sends a signal to a whole process group; a group that is gone is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    // EPERM: the group exists but has only processes of another user left (setuid programs).
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** There is no event for the end of processes that are not children. */
const LOOK_AGAIN_MS = 25;

/** Waits until these groups are gone, and kills what is left of them after the deadline. */
export async function endGroups(pids: readonly number[], deadlineMs: number): Promise<void> {
  let left = pids.filter((pid) => signalGroup(pid, 0));
  while (left.length > 0 && Date.now() < deadlineMs) {
    await delay(LOOK_AGAIN_MS);
    left = left.filter((pid) => signalGroup(pid, 0));
  }
  for (const pid of left) signalGroup(pid, "SIGKILL");
}
