import type { StateCounts } from "./run/task-store.ts";
import type { TaskState } from "./task-state.ts";

/**
 * While anything goes on, the state that is farthest along; when all has ended, the worst ending.
 */
const ORDER: readonly TaskState[] = [
  "running",
  "suspended",
  "starting",
  "queued",
  "held",
  "new",
  "failed",
  "lost",
  "cancelled",
  "completed",
];

/** One state for many tasks. While members were not started yet, it has not ended. */
export function aggregateState(counts: StateCounts): TaskState {
  return ORDER.find((state) => counts[state] > 0) ?? "new";
}
