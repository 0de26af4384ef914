import type { TaskRecord } from "../run/task-record.ts";

/** `training/training_3 failed: exit code 3, see …/training_3.err` */
export function describeFailure(record: TaskRecord): string {
  const { reason, exitCode, signal, words, task } = record;
  const how =
    signal ??
    (exitCode !== undefined ? `exit code ${exitCode}` : (words ?? reason ?? "nobody knows how"));
  const where = exitCode === undefined && signal === undefined ? "" : `, see ${task.errorPath}`;
  return `${task.key} ${record.state}: ${how}${where}`;
}
