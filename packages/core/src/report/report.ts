import type { TaskRecord } from "../run/task-record.ts";
import type { TaskState } from "../task-state.ts";

/** Shows one wait, from its begin to its end. */
export interface Report {
  change(record: TaskRecord, from: TaskState): void;
  /** A line that has to be seen, such as a warning. */
  say(line: string): void;
  end(): void;
}

/** Where a report is written; a terminal also tells how wide it is. */
export interface ReportStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}
