import type { BatchJob, JobId } from "../launcher.ts";
import type { TaskRecord } from "./task-record.ts";

/** A job of a scheduler, and what was read of its tasks so far. */
export interface JobRecord {
  readonly job: BatchJob;
  readonly id: JobId;
  readonly records: readonly TaskRecord[];
  readonly logPath: string;
  /** Bytes of the log that have been read. */
  logOffset: number;
  /**
   * Answers in a row in which the scheduler did not know the job, and the time of the first of
   * them.
   */
  absences: number;
  absentSinceMs: number;
  /** When the scheduler first said that it has ended; 0: not yet. */
  endedSinceMs: number;
  /** The last try to read the log failed. */
  unreadable: boolean;
}
