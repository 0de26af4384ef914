/** How long a kill may be without effect because the task's process was not known yet. */
const AGAIN_MS = 100;

/**
 * Kills when the grace period is over, and from then on again and again: a task that was on its way
 * when it was asked to end has no process to be killed at first. Returns what ends it.
 */
export function killAfter(graceMs: number, kill: () => void): () => void {
  let timer = setTimeout(again, graceMs);
  return () => clearTimeout(timer);

  function again(): void {
    kill();
    timer = setTimeout(again, AGAIN_MS);
  }
}
