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
  "failed",
  "lost",
  "cancelled",
  "completed",
];

/** One state for many tasks. Members that were not started count only when none was. */
export function aggregateState(counts: StateCounts): TaskState {
  return ORDER.find((state) => counts[state] > 0) ?? "new";
}
