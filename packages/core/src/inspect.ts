import { aggregateState } from "./aggregate-state.ts";
import type { Ensemble } from "./ensemble.ts";
import type { Model } from "./model.ts";
import { tailOf } from "./run/tail.ts";
import type { TaskRecord } from "./run/task-record.ts";
import type { StateCounts } from "./run/task-store.ts";
import type { FailureReason, TaskState } from "./task-state.ts";

export interface ModelInspection {
  /** Name within the experiment: `model`, or `ensemble/member`. */
  readonly name: string;
  readonly state: TaskState;
  /** Why it failed. */
  readonly reason: FailureReason | undefined;
  readonly exitCode: number | undefined;
  /** Such as `SIGKILL`. */
  readonly signal: string | undefined;
  /** What the system or the scheduler said, in its own words. */
  readonly words: string | undefined;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly jobId: string | undefined;
  /** Its process on this machine. */
  readonly pid: number | undefined;
  readonly directory: string;
  readonly outputPath: string;
  readonly errorPath: string;
  /** The last lines of its error output, read now. */
  readonly errorTail: string;
  /** The last lines of its output, read now. */
  readonly outputTail: string;
  /** How often it was started. */
  readonly attempt: number;
}

export interface EnsembleInspection {
  readonly name: string;
  readonly state: TaskState;
  readonly size: number;
  /** Members by state; those that were never started are `new`. */
  readonly counts: StateCounts;
  readonly directory: string;
}

export function inspectModel(model: Model, record: TaskRecord | undefined): ModelInspection {
  const at = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms));
  const errorPath = record?.task.errorPath ?? `${model.path}/${model.name}.err`;
  const outputPath = record?.task.outputPath ?? `${model.path}/${model.name}.out`;
  return {
    name: model.key,
    state: record?.state ?? "new",
    reason: record?.reason,
    exitCode: record?.exitCode,
    signal: record?.signal,
    words: record?.words,
    startedAt: at(record?.startedAtMs),
    endedAt: at(record?.endedAtMs),
    jobId: record?.jobId,
    pid: record?.pid,
    directory: model.path,
    outputPath,
    errorPath,
    errorTail: record ? tailOf(errorPath) : "",
    outputTail: record ? tailOf(outputPath) : "",
    attempt: record?.attempt ?? 0,
  };
}

export function inspectEnsemble(ensemble: Ensemble, counts: StateCounts): EnsembleInspection {
  return {
    name: ensemble.name,
    state: aggregateState(counts),
    size: ensemble.size,
    counts,
    directory: ensemble.path,
  };
}
