import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BatchJob } from "../launcher.ts";
import { renderBatchScript } from "../plan/batch-script.ts";
import type { PlannedJob } from "../plan/plan.ts";

/** A job's script with everything decided, still only text. */
export interface PreparedJob {
  readonly job: BatchJob;
  readonly planned: PlannedJob;
  readonly script: string;
  readonly logPath: string;
}

/** Pure: the script of a planned job, and the names of its files. */
export function prepareJob(
  planned: PlannedJob,
  place: { readonly runDirectory: string; readonly runId: string; readonly firstId: number },
): PreparedJob {
  const jobName = `${planned.name}-${place.runId}-${place.firstId}`;
  const file = (ending: string) => join(planned.directory, `${planned.name}.job.${ending}`);
  const job: BatchJob = {
    name: jobName,
    scriptPath: file("sh"),
    directory: planned.directory,
    outputPath: file("out"),
    errorPath: file("err"),
    tasksAtOnce: Math.min(planned.settings.maxParallel ?? Infinity, planned.tasks.length),
  };
  const logPath = join(place.runDirectory, "jobs", `${place.firstId}.log`);
  const script = renderBatchScript({
    settings: planned.settings,
    context: { jobName, outputPath: job.outputPath, errorPath: job.errorPath },
    logPath,
    firstId: place.firstId,
    tasks: planned.tasks,
  });
  return { job, planned, script, logPath };
}

/** Puts the script on disk, whole, where a person would look for it. */
export function writeScript(prepared: PreparedJob): void {
  mkdirSync(prepared.job.directory, { recursive: true });
  mkdirSync(dirname(prepared.logPath), { recursive: true });
  const aside = `${prepared.job.scriptPath}.new`;
  writeFileSync(aside, prepared.script);
  chmodSync(aside, 0o755);
  renameSync(aside, prepared.job.scriptPath);
}
