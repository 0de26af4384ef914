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
