import { type Ending, isFinal, type TaskState } from "../task-state.ts";
import type { TaskRecord } from "./task-record.ts";

export type StateCounts = Readonly<Record<TaskState, number>>;

/** Told after each change, with the state that was left. */
export type ChangeListener = (record: TaskRecord, from: TaskState, atMs: number) => void;

/** The states of all tasks of an experiment, and those who wait for tasks to end. */
export class TaskStore {
  #byKey: Map<string, TaskRecord> = new Map();
  #live: Set<TaskRecord> = new Set();
  #listeners: Set<ChangeListener> = new Set();
  #starts = 0;
  #idleListeners: Set<() => void> = new Set();

  get(key: string): TaskRecord | undefined {
    return this.#byKey.get(key);
  }

  /** The latest start of every model that was started. */
  get all(): Iterable<TaskRecord> {
    return this.#byKey.values();
  }

  get size(): number {
    return this.#byKey.size;
  }

  get live(): ReadonlySet<TaskRecord> {
    return this.#live;
  }

  /** Nothing is left unfinished, and nobody is about to start more. */
  get idle(): boolean {
    return this.#live.size === 0 && this.#starts === 0;
  }

  /** For the time of a start, in which its tasks are not there yet. */
  async whileStarting<T>(start: () => Promise<T>): Promise<T> {
    this.#starts++;
    try {
      return await start();
    } finally {
      this.#starts--;
      if (this.idle) for (const listener of this.#idleListeners) listener();
    }
  }

  /** Told when a start is over and nothing is left; ends of tasks are told as changes. */
  onIdle(listener: () => void): () => void {
    this.#idleListeners.add(listener);
    return () => this.#idleListeners.delete(listener);
  }

  add(record: TaskRecord): void {
    this.#byKey.set(record.task.key, record);
    this.#live.add(record);
    this.move(record, "queued", Date.now());
  }

  move(record: TaskRecord, state: TaskState, atMs: number): void {
    const from = record.state;
    if (from === state || isFinal(from)) return;
    record.state = state;
    if (isFinal(state)) this.#live.delete(record);
    for (const listener of this.#listeners) {
      try {
        listener(record, from, atMs);
      } catch (error) {
        // A user's mistake is to be seen, but must not keep the news from all others.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  started(record: TaskRecord, pid: number | undefined, atMs: number): void {
    record.pid = pid;
    record.startedAtMs ??= atMs;
    this.move(record, "running", atMs);
  }

  /** A task that ended after it was asked to stop was cancelled, however it took it. */
  ended(record: TaskRecord, ending: Ending, atMs: number): void {
    if (isFinal(record.state)) return;
    // A clock that ticks in whole seconds says that it was earlier than it was.
    const slackMs = atMs % 1000 === 0 ? 1000 : 0;
    const stopped =
      record.stopRequestedAtMs !== undefined && atMs + slackMs >= record.stopRequestedAtMs;
    record.exitCode = ending.exitCode;
    record.signal = ending.signal;
    record.words = ending.words;
    record.reason = stopped ? undefined : ending.reason;
    record.endedAtMs = atMs;
    this.move(record, stopped && ending.state !== "lost" ? "cancelled" : ending.state, atMs);
  }

  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when all of these have ended. */
  async settled(records: Iterable<TaskRecord>, signal?: AbortSignal): Promise<void> {
    const pending = new Set<TaskRecord>();
    for (const record of records) if (!isFinal(record.state)) pending.add(record);
    signal?.throwIfAborted();
    if (pending.size === 0) return;
    const { promise, resolve, reject } = withResolvers<void>();
    const abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    const unlisten = this.listen((record) => {
      if (isFinal(record.state) && pending.delete(record) && pending.size === 0) resolve();
    });
    try {
      await promise;
    } finally {
      unlisten();
      signal?.removeEventListener("abort", abort);
    }
  }
}

export function countStates(records: Iterable<TaskRecord>): StateCounts {
  const counts: Record<TaskState, number> = {
    new: 0,
    queued: 0,
    held: 0,
    starting: 0,
    running: 0,
    suspended: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
    lost: 0,
  };
  for (const record of records) counts[record.state]++;
  return counts;
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
} {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
