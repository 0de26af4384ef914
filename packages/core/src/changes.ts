import type { TaskRecord } from "./run/task-record.ts";
import type { TaskStore } from "./run/task-store.ts";
import type { FailureReason, TaskState } from "./task-state.ts";

/** One change of one task's state. */
export interface TaskChange {
  /** Name within the experiment: `model`, or `ensemble/member`. */
  readonly name: string;
  readonly from: TaskState;
  readonly state: TaskState;
  readonly at: Date;
  readonly reason: FailureReason | undefined;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly attempt: number;
}

export function toChange(record: TaskRecord, from: TaskState, atMs: number): TaskChange {
  const { task, state, reason, exitCode, signal, attempt } = record;
  return { name: task.key, from, state, at: new Date(atMs), reason, exitCode, signal, attempt };
}

/**
 * Changes from now on, in order, none left out. It ends when no started task is left unfinished;
 * when nothing has been started yet it waits for that.
 */
export async function* changesOf(
  store: TaskStore,
  signal?: AbortSignal,
): AsyncGenerator<TaskChange> {
  const changes: TaskChange[] = [];
  let wake: () => void = () => {};
  let begun = store.size > 0;
  const unlisten = store.listen((record, from, atMs) => {
    begun = true;
    changes.push(toChange(record, from, atMs));
    wake();
  });
  const abort = () => wake();
  signal?.addEventListener("abort", abort);
  try {
    for (;;) {
      signal?.throwIfAborted();
      yield* changes.splice(0);
      if (changes.length > 0) continue;
      if (begun && store.live.size === 0) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    unlisten();
    signal?.removeEventListener("abort", abort);
  }
}
