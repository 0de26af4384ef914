import { writeFileSync } from "node:fs";
import { SsxError } from "../errors.ts";
import type { Launcher } from "../launcher.ts";
import { signalGroup } from "../process/groups.ts";
import { isFinal } from "../task-state.ts";
import type { JobRecord } from "./job-record.ts";
import type { TaskRecord } from "./task-record.ts";

/**
 * Asks tasks of jobs to end. A job all of whose tasks are to end is cancelled as a whole, all such
 * jobs in one command; of another one, tasks that have not begun are told not to, and running ones
 * are signalled if they are on this machine.
 *
 * @throws {SsxError} `SSX_STOP_MEMBER` when a running member of a job cannot be reached alone
 */
export async function requestStop(
  launcher: Launcher,
  jobs: ReadonlySet<JobRecord>,
  asked: ReadonlySet<TaskRecord>,
  graceMs: number,
): Promise<void> {
  const whole = [...jobs].filter((job) =>
    job.records.every((r) => asked.has(r) || isFinal(r.state)),
  );
  const parts = [...jobs].filter((job) => !whole.includes(job));
  const tasks = parts.flatMap((job) =>
    job.records
      .filter((record) => asked.has(record) && !isFinal(record.state))
      .map((record) => ({ job, record })),
  );
  const unreachable = tasks.find(({ record }) => record.state === "running");
  if (unreachable && !launcher.supports.tasksOnThisMachine) {
    throw new SsxError(
      "SSX_STOP_MEMBER",
      `${unreachable.record.task.key} runs inside the job ${unreachable.job.id}, and ${launcher.name} cannot end it alone: stop the whole ensemble`,
    );
  }
  for (const record of asked) record.stopRequestedAtMs ??= Date.now();
  for (const { job, record } of tasks) {
    leaveWord(`${job.logPath}.stop.${record.id}`);
    if (record.pid === undefined) continue;
    signalGroup(record.pid, "SIGTERM");
    signalGroup(record.pid, "SIGCONT");
  }
  for (const job of whole) leaveWord(`${job.logPath}.stop`);
  if (whole.length > 0)
    await launcher.cancel(
      whole.map((job) => job.id),
      { graceMs },
    );
}

/** For what has not begun to run yet, and for what a signal misses because it is just beginning. */
function leaveWord(path: string): void {
  try {
    writeFileSync(path, "");
  } catch {
    // Somebody has removed the record. There is still the signal.
  }
}
