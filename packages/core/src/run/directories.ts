import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { basename, dirname } from "node:path";
import { SsxError } from "../errors.ts";
import type { PlannedTask } from "../plan/plan.ts";

/**
 * Makes the directories that are missing, and keeps the output of earlier starts: `m.out` becomes
 * `m.1.out`, the first free number. One look into each parent directory tells which of its members
 * are there already.
 *
 * @throws {SsxError} `SSX_DIRECTORY`
 */
export function prepareDirectories(tasks: Iterable<PlannedTask>): void {
  const siblings = new Map<string, Set<string>>();
  for (const task of tasks) {
    const parent = dirname(task.directory);
    let present = siblings.get(parent);
    if (!present) {
      present = new Set(namesIn(parent));
      siblings.set(parent, present);
    }
    try {
      if (present.has(basename(task.directory))) keepEarlierOutput(task);
      else mkdirSync(task.directory, { recursive: true });
    } catch (cause) {
      throw new SsxError(
        "SSX_DIRECTORY",
        `cannot use ${JSON.stringify(task.directory)} as the directory of ${task.key}: ${(cause as Error).message}. Nothing was started.`,
        { cause, details: { directory: task.directory } },
      );
    }
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function keepEarlierOutput(task: PlannedTask): void {
  const present = readdirSync(task.directory);
  if (!present.includes(`${task.name}.out`) && !present.includes(`${task.name}.err`)) return;
  const taken = new Set(present);
  let number = 1;
  while (taken.has(`${task.name}.${number}.out`) || taken.has(`${task.name}.${number}.err`))
    number++;
  for (const kind of ["out", "err"]) {
    if (!taken.has(`${task.name}.${kind}`)) continue;
    renameSync(
      `${task.directory}/${task.name}.${kind}`,
      `${task.directory}/${task.name}.${number}.${kind}`,
    );
  }
}
