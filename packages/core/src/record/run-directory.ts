import { randomBytes } from "node:crypto";
import { join } from "node:path";

/** A name that no other run has, and that sorts by time. */
export function newRunId(): string {
  return `${Date.now().toString(36)}-${randomBytes(3).toString("hex")}`;
}

/** Where SSX keeps what it has to know about an experiment, apart from the results. */
export function recordDirectory(experimentPath: string): string {
  return join(experimentPath, ".ssx");
}

/** Where the logs of one driver's tasks are. */
export function runDirectory(experimentPath: string, runId: string): string {
  return join(recordDirectory(experimentPath), "runs", runId);
}
