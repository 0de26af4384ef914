/** Where a task is. The last four are final. */
export type TaskState =
  | "new"
  | "queued"
  | "held"
  | "starting"
  | "running"
  | "suspended"
  | "completed"
  | "failed"
  | "cancelled"
  | "lost";

/** Why a task failed. */
export type FailureReason =
  | "exit"
  | "signal"
  | "walltime"
  | "memory"
  | "node"
  | "submit"
  | "dependency"
  | "preempted";

/** How a task ended. `lost` means that nobody can say: it is gone and left no verdict. */
export interface Ending {
  readonly state: "completed" | "failed" | "cancelled" | "lost";
  readonly reason?: FailureReason;
  readonly exitCode?: number;
  /** Such as `SIGKILL`. */
  readonly signal?: string;
  /** What the system or the scheduler said, in its own words. */
  readonly words?: string;
}

const FINAL: ReadonlySet<TaskState> = new Set(["completed", "failed", "cancelled", "lost"]);

export function isFinal(state: TaskState): boolean {
  return FINAL.has(state);
}
