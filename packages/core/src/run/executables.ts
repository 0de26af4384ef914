import { delimiter, isAbsolute } from "node:path";
import { SsxError } from "../errors.ts";
import type { PlannedTask } from "../plan/plan.ts";
import { findProgram } from "../process/find-program.ts";

/**
 * Looks up the executables of all tasks on this machine, each where it will run.
 *
 * @returns for each task the words to start, with the program's absolute path
 * @throws {SsxError} `SSX_EXECUTABLE_NOT_FOUND` before anything is started
 */
export function resolveExecutables(tasks: readonly PlannedTask[]): string[][] {
  const known = new Map<string, string>();
  return tasks.map((task) => {
    const path = task.env.PATH ?? process.env.PATH;
    const argv = [...task.argv];
    // The run command is the first word; the executable itself is its business.
    const name = argv[0] as string;
    const relative = name.includes("/") && !name.startsWith("/");
    const here = relative || hasRelativeFolder(path);
    const where = here ? `${task.directory}\0${path}\0${name}` : `${path}\0${name}`;
    let file = known.get(where);
    if (file === undefined) {
      file = findProgram(name, { path, directory: task.directory });
      if (file === undefined) throw notFound(task, name, relative);
      known.set(where, file);
    }
    argv[0] = file;
    return argv;
  });
}

function hasRelativeFolder(path: string | undefined): boolean {
  return (path ?? "").split(delimiter).some((folder) => !isAbsolute(folder));
}

function notFound(task: PlannedTask, name: string, relative: boolean): SsxError {
  const where = relative
    ? `there is no such executable in its directory ${task.directory}, where it would run. Attach it with attachGeneratorFiles, or give an absolute path.`
    : name.includes("/")
      ? "there is no executable file of that name. Check the path, and that the file may be executed (chmod +x)."
      : "no executable of that name is on PATH. Install it, or give its absolute path.";
  return new SsxError(
    "SSX_EXECUTABLE_NOT_FOUND",
    `cannot start ${task.key}: ${JSON.stringify(name)} was not found: ${where} Nothing was started.`,
    { details: { executable: name, task: task.key } },
  );
}
