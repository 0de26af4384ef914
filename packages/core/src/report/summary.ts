import Table from "cli-table3";
import type { TaskRecord } from "../run/task-record.ts";
import type { FailureReason, TaskState } from "../task-state.ts";
import { formatCount, formatDuration, printable } from "./format.ts";

export interface SummaryRow {
  /** Name within the experiment: `model`, or `ensemble/member`. */
  readonly name: string;
  readonly state: TaskState;
  readonly reason: FailureReason | undefined;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly jobId: string | undefined;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  /** From the task's own start to its own end, in seconds. */
  readonly durationSec: number | undefined;
  /** How often it was started. */
  readonly attempt: number;
}

export interface Summary {
  readonly rows: readonly SummaryRow[];
  /** The rows for a person, at most a hundred of them. */
  readonly table: string;
  toString(): string;
}

const ROWS_SHOWN = 100;

export function summarize(records: Iterable<TaskRecord>): Summary {
  const rows = Array.from(records, toRow);
  const table = drawTable(rows);
  return { rows, table, toString: () => table };
}

function toRow(record: TaskRecord): SummaryRow {
  const { startedAtMs, endedAtMs } = record;
  return {
    name: record.task.key,
    state: record.state,
    reason: record.reason,
    exitCode: record.exitCode,
    signal: record.signal,
    jobId: record.jobId,
    startedAt: startedAtMs === undefined ? undefined : new Date(startedAtMs),
    endedAt: endedAtMs === undefined ? undefined : new Date(endedAtMs),
    durationSec:
      startedAtMs === undefined || endedAtMs === undefined
        ? undefined
        : (endedAtMs - startedAtMs) / 1000,
    attempt: record.attempt,
  };
}

function drawTable(rows: readonly SummaryRow[]): string {
  const table = new Table({
    head: ["Name", "State", "Exit code", "Time", "Job"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "left", "right", "right", "left"],
  });
  for (const row of rows.slice(0, ROWS_SHOWN)) {
    table.push([
      printable(row.name),
      row.reason === undefined || row.reason === "exit"
        ? row.state
        : `${row.state} (${row.signal ?? row.reason})`,
      row.exitCode ?? "",
      row.durationSec === undefined ? "" : formatDuration(row.durationSec * 1000),
      printable(row.jobId ?? ""),
    ]);
  }
  const more = rows.length - ROWS_SHOWN;
  return table.toString() + (more > 0 ? `\n… and ${formatCount(more)} more` : "");
}
