import type { JobId } from "../launcher.ts";
import type { PlannedTask } from "../plan/plan.ts";
import type { FailureReason, TaskState } from "../task-state.ts";

/** What is known of one start of one model, now. */
export interface TaskRecord {
  /** Unique in its driver; the number of the task in the logs. */
  readonly id: number;
  readonly task: PlannedTask;
  /** How often this model has been started by this driver, from 1. */
  readonly attempt: number;
  readonly killOnInterrupt: boolean;
  state: TaskState;
  reason: FailureReason | undefined;
  exitCode: number | undefined;
  signal: string | undefined;
  words: string | undefined;
  pid: number | undefined;
  jobId: JobId | undefined;
  startedAtMs: number | undefined;
  endedAtMs: number | undefined;
  stopRequestedAtMs: number | undefined;
}

export function newTaskRecord(
  id: number,
  task: PlannedTask,
  attempt: number,
  killOnInterrupt: boolean,
): TaskRecord {
  return {
    id,
    task,
    attempt,
    killOnInterrupt,
    state: "new",
    reason: undefined,
    exitCode: undefined,
    signal: undefined,
    words: undefined,
    pid: undefined,
    jobId: undefined,
    startedAtMs: undefined,
    endedAtMs: undefined,
    stopRequestedAtMs: undefined,
  };
}
