import type { TaskRecord } from "../run/task-record.ts";
import { isFinal, type TaskState } from "../task-state.ts";
import { formatCount } from "./format.ts";

/** Counts of the tasks that somebody waits for, kept up by each change. */
export class Progress {
  readonly startedAtMs: number = Date.now();
  readonly total: number;
  #counts: Map<TaskState, number> = new Map();
  #done = 0;
  #doneBefore: number;
  #watched: ReadonlySet<TaskRecord>;

  constructor(records: readonly TaskRecord[]) {
    this.total = records.length;
    this.#watched = new Set(records);
    for (const record of records) {
      this.#add(record.state, 1);
      if (isFinal(record.state)) this.#done++;
    }
    this.#doneBefore = this.#done;
  }

  get done(): number {
    return this.#done;
  }

  count(state: TaskState): number {
    return this.#counts.get(state) ?? 0;
  }

  /** False when the task is not one of these. */
  change(record: TaskRecord, from: TaskState): boolean {
    if (!this.#watched.has(record)) return false;
    this.#add(from, -1);
    this.#add(record.state, 1);
    if (isFinal(record.state)) this.#done++;
    return true;
  }

  /**
   * Time left if it goes on as it went so far, in milliseconds. Nothing is known before the first
   * end.
   */
  remainingMs(nowMs: number): number | undefined {
    const done = this.#done - this.#doneBefore;
    if (done === 0 || this.#done === this.total) return undefined;
    return ((nowMs - this.startedAtMs) / done) * (this.total - this.#done);
  }

  /** `2 running, 1 failed, 17 queued`: the states that occur, the interesting ones first. */
  describe(): string {
    const order: TaskState[] = [
      "completed",
      "failed",
      "cancelled",
      "lost",
      "running",
      "starting",
      "suspended",
      "held",
      "queued",
    ];
    return order
      .filter((state) => this.count(state) > 0)
      .map((state) => `${formatCount(this.count(state))} ${state}`)
      .join(", ");
  }

  #add(state: TaskState, by: number): void {
    this.#counts.set(state, this.count(state) + by);
  }
}
