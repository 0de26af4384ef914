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
 * Changes from the moment of this call on, in order, none left out. It ends when no started task is
 * left unfinished; when nothing has been started yet it waits for that.
 */
export function changesOf(
  store: TaskStore,
  signal?: AbortSignal,
): AsyncGenerator<TaskChange, void> {
  const changes: TaskChange[] = [];
  const waiting = { begun: store.size > 0 || !store.idle, wake: () => {} };
  const unlisten = store.listen((record, from, atMs) => {
    waiting.begun = true;
    changes.push(toChange(record, from, atMs));
    waiting.wake();
  });
  const unlistenIdle = store.onIdle(() => waiting.wake());
  return read();

  async function* read(): AsyncGenerator<TaskChange, void> {
    const abort = () => waiting.wake();
    signal?.addEventListener("abort", abort);
    try {
      for (;;) {
        signal?.throwIfAborted();
        const next = changes.shift();
        if (next) yield next;
        else if (waiting.begun && store.idle) return;
        else {
          await new Promise<void>((resolve) => {
            waiting.wake = resolve;
          });
        }
      }
    } finally {
      unlisten();
      unlistenIdle();
      signal?.removeEventListener("abort", abort);
    }
  }
}
