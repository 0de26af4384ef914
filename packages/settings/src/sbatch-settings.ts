import { type BatchContext, BatchSettings } from "./batch-settings.ts";
import { checkCount, checkHosts, checkLine } from "./checks.ts";
import { dashed, type FlagValue, flagArguments } from "./flags.ts";
import { type ReservedFlags, refuseReserved } from "./reserved.ts";
import { SettingsError } from "./settings-error.ts";
import { formatWalltime } from "./walltime.ts";

const RESERVED: ReservedFlags = {
  "--output": "what the script prints is in `<name>.job.out` in the entity's directory",
  "--error": "what the script complains of is in `<name>.job.err` in the entity's directory",
  "--job-name": "a job's name is made unique, so that it can be found again",
  "--chdir": "members run in their own directories: give the model's or ensemble's `path`",
  "--array": 'give the ensemble `batch: "array"`',
  "--wait": "SSX waits itself: start with `block: true`",
  "--parsable": "SSX asks for it itself",
  "--nodes": "use `nodes` or setNodes",
  "--time": "use `time` or setWalltime",
  "--partition": "use `queue` or setQueue",
  "--account": "use `account` or setAccount",
};

const LONG: Readonly<Record<string, string>> = {
  "-o": "--output",
  "-e": "--error",
  "-J": "--job-name",
  "-D": "--chdir",
  "-a": "--array",
  "-W": "--wait",
  "-N": "--nodes",
  "-t": "--time",
  "-p": "--partition",
  "-A": "--account",
  "-n": "--ntasks",
  "-c": "--cpus-per-task",
  "-w": "--nodelist",
  "-x": "--exclude",
  "-C": "--constraint",
};

/**
 * What Slurm's sbatch is asked for, as `#SBATCH` lines.
 *
 * @throws {SettingsError} as {@link BatchSettings}; `SSX_RESERVED_FLAG` for what SSX writes itself
 * @see sbatch(1), read in version 22.05
 */
export class SbatchSettings extends BatchSettings {
  /** Slurm's own word for a queue. */
  setPartition(partition: string): this {
    return this.setQueue(partition);
  }

  setTasks(tasks: number): this {
    return this.set("--ntasks", checkCount(tasks, "setTasks"));
  }

  setCpusPerTask(cpus: number): this {
    return this.set("--cpus-per-task", checkCount(cpus, "setCpusPerTask"));
  }

  setHostlist(hosts: string | readonly string[]): this {
    return this.set("--nodelist", checkHosts(hosts, "setHostlist"));
  }

  setExcludedHosts(hosts: string | readonly string[]): this {
    return this.set("--exclude", checkHosts(hosts, "setExcludedHosts"));
  }

  /** Real memory per node, in megabytes (2^20 bytes). */
  setMemoryPerNode(megabytes: number): this {
    return this.set("--mem", `${checkCount(megabytes, "setMemoryPerNode")}M`);
  }

  override set(flag: string, value: FlagValue = null): this {
    const spelled = dashed(flag);
    refuseReserved("sbatch", LONG[spelled] ?? spelled, RESERVED);
    return super.set(LONG[spelled] ?? spelled, value);
  }

  override directives(context: BatchContext): string[] {
    const asked: [string, FlagValue | undefined][] = [
      ["--output", escapePattern(context.outputPath)],
      ["--error", escapePattern(context.errorPath)],
      ["--job-name", context.jobName],
      ["--nodes", this.nodes],
      ["--time", this.walltimeSec === undefined ? undefined : formatWalltime(this.walltimeSec)],
      ["--partition", this.queue],
      ["--account", this.account],
      // The same id from the start again, over the output of the first time, is never what was asked for.
      ...(this.flags.has("--requeue") ? [] : ([["--no-requeue", null]] as [string, FlagValue][])),
      ...this.flags,
    ];
    return asked.flatMap(([flag, value]) =>
      value === undefined || value === false
        ? []
        : [`#SBATCH ${flagArguments(flag, value, "equals").map(quoteDirective).join(" ")}`],
    );
  }
}

/**
 * In names of output files `%` begins a pattern, such as `%j`. A backslash would turn patterns off
 * and be taken away, so a path that holds one cannot be said at all.
 */
function escapePattern(path: string): string {
  checkLine(path, "the path of the output");
  if (path.includes("\\")) {
    throw new SettingsError(
      "SSX_PATH",
      `sbatch takes backslashes out of ${JSON.stringify(path)}: choose a path without`,
      { path },
    );
  }
  return path.replaceAll("%", "%%");
}

/**
 * One word of a `#SBATCH` line. sbatch splits it at blanks, takes quotes and backslashes away, and
 * cuts it at a `#`; no shell ever sees it.
 */
function quoteDirective(word: string): string {
  if (!/[\s"'#\\]/.test(word)) return word;
  const equals = word.startsWith("--") ? word.indexOf("=") + 1 : 0;
  return `${word.slice(0, equals)}"${word.slice(equals).replace(/["\\]/g, "\\$&")}"`;
}
