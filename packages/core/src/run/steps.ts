import { endGroups } from "../process/groups.ts";
import type { Step } from "../process/step.ts";
import type { StepRunner } from "../process/step-runner.ts";
import { killAfter } from "./kill-after.ts";
import type { TaskRecord } from "./task-record.ts";
import type { TaskStore } from "./task-store.ts";

/**
 * Tasks that are started on this machine: hands them to the runner, and writes what it says into
 * the store.
 */
export function startSteps(
  runner: StepRunner,
  store: TaskStore,
  base: string,
  records: readonly TaskRecord[],
  argvs: readonly (readonly string[])[],
): void {
  const inside = `${base}/`;
  const steps = records.map(
    (record, index): Step => ({
      id: record.id,
      // Short paths, because the shells read them byte by byte.
      directory: record.task.directory.startsWith(inside)
        ? record.task.directory.slice(inside.length)
        : record.task.directory,
      name: record.task.name,
      argv: argvs[index] ?? record.task.argv,
      env: record.task.env,
      onStarted: (pid, atMs) => {
        store.started(record, pid, atMs);
        // Asked to stop between its start and this news of it.
        if (record.stopRequestedAtMs !== undefined) terminate(runner, record);
      },
      onEnded: (ending, atMs) => store.ended(record, ending, atMs),
    }),
  );
  runner.add(steps);
}

/**
 * Takes waiting tasks out, and asks running ones to end; what is left of them after the grace
 * period is killed, also what a task left behind when it ended itself.
 */
export async function stopSteps(
  runner: StepRunner,
  store: TaskStore,
  records: readonly TaskRecord[],
  graceMs: number,
): Promise<void> {
  const deadlineMs = Date.now() + graceMs;
  for (const record of records) {
    record.stopRequestedAtMs ??= Date.now();
    if (runner.remove(record.id)) store.ended(record, { state: "cancelled" }, Date.now());
    else terminate(runner, record);
  }
  const endKilling = killAfter(graceMs, () => killSteps(runner, records));
  try {
    await store.settled(records);
  } finally {
    endKilling();
  }
  await endGroups(
    records.flatMap((record) => record.pid ?? []),
    deadlineMs,
  );
}

export function killSteps(runner: StepRunner, records: Iterable<TaskRecord>): void {
  for (const record of records) runner.signal(record.id, "SIGKILL");
}

/** A stopped (SIGSTOP) task would not see the TERM without the CONT. */
function terminate(runner: StepRunner, record: TaskRecord): void {
  runner.signal(record.id, "SIGTERM");
  runner.signal(record.id, "SIGCONT");
}
