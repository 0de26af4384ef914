import { type BatchContext, type BatchSettings, quotePosix } from "@ssx/settings";
import { BATCH_PROLOGUE } from "../process/batch-stanza.ts";
import { withVariables } from "../process/with-variables.ts";
import type { PlannedTask } from "./plan.ts";

export interface BatchScript {
  readonly settings: BatchSettings;
  readonly context: BatchContext;
  /** Absolute; where members' verdicts are appended. */
  readonly logPath: string;
  /** The number of each task in the log, in the order of the tasks. */
  readonly firstId: number;
  readonly tasks: readonly PlannedTask[];
}

/**
 * The bash script that runs a job's members side by side: directives, the lines the user asked for,
 * one line for each member, and an exit code that is not zero when any member failed.
 */
export function renderBatchScript(script: BatchScript): string {
  const { settings, tasks } = script;
  return [
    "#!/bin/bash",
    ...settings.directives(script.context),
    "",
    ...settings.preamble,
    // Options that the preamble set for itself are not ours.
    "set +eCfux; IFS=$' \\t\\n'",
    `ssx_log=${quotePosix(script.logPath)}`,
    `ssx_width=${settings.maxParallel ?? 0} # members at once; 0: all`,
    BATCH_PROLOGUE,
    ...tasks.map((task, index) => memberLine(task, script.firstId + index)),
    "",
    "ssx_finish",
    "",
  ].join("\n");
}

function memberLine(task: PlannedTask, id: number): string {
  const argv = withVariables(task.env, task.argv);
  const words = [task.directory, task.name, ...argv].map(quotePosix).join(" ");
  return `ssx_run ${id} ${words}`;
}
