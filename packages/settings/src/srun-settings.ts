import { checkArgument } from "./arguments.ts";
import { checkCount, checkHosts } from "./checks.ts";
import { dashed, type FlagValue } from "./flags.ts";
import { type ReservedFlags, refuseReserved } from "./reserved.ts";
import { type RunOptions, RunSettings } from "./run-settings.ts";
import { SettingsError } from "./settings-error.ts";
import { formatWalltime, parseWalltime, type Walltime } from "./walltime.ts";

export interface SrunOptions extends RunOptions {
  /** Id of an allocation to run in. @default the one that the driver runs in (`SLURM_JOB_ID`) */
  readonly alloc?: string;
}

const RESERVED: ReservedFlags = {
  "--chdir": "a task runs in its own directory: give the model's or ensemble's `path`",
  "--output": "a task's output is `<name>.out` in its directory",
  "--error": "a task's error output is `<name>.err` in its directory",
  "--job-name": "steps are named after their model",
  "--export": "give `env` for variables; the driver's environment is handed on",
};

/** Short spellings of flags that helpers or reserved ones have, so that each flag is known by one. */
const LONG: Readonly<Record<string, string>> = {
  "-D": "--chdir",
  "-o": "--output",
  "-e": "--error",
  "-J": "--job-name",
  "-N": "--nodes",
  "-n": "--ntasks",
  "-c": "--cpus-per-task",
  "-w": "--nodelist",
  "-F": "--nodefile",
  "-x": "--exclude",
  "-C": "--constraint",
  "-t": "--time",
  "-Q": "--quiet",
  "-v": "--verbose",
  "-A": "--account",
  "-p": "--partition",
};

/**
 * Slurm's run command. Each setter writes one flag of srun; {@link RunSettings.set} writes any
 * other.
 *
 * @see srun(1), read in version 22.05
 */
export class SrunSettings extends RunSettings {
  #parts: SrunSettings[] = [];

  /** @throws {SettingsError} as {@link RunSettings}; `SSX_RESERVED_FLAG` */
  constructor(exe: string, options: SrunOptions = {}) {
    const { alloc, ...rest } = options;
    super(exe, { runCommand: "srun", ...rest });
    if (alloc !== undefined) this.set("--jobid", alloc);
  }

  /** Number of nodes. */
  setNodes(nodes: number): this {
    return this.set("--nodes", checkCount(nodes, "setNodes"));
  }

  /** Number of tasks (ranks) in all. */
  setTasks(tasks: number): this {
    return this.set("--ntasks", checkCount(tasks, "setTasks"));
  }

  setTasksPerNode(tasks: number): this {
    return this.set("--ntasks-per-node", checkCount(tasks, "setTasksPerNode"));
  }

  setCpusPerTask(cpus: number): this {
    return this.set("--cpus-per-task", checkCount(cpus, "setCpusPerTask"));
  }

  setHostlist(hosts: string | readonly string[]): this {
    return this.set("--nodelist", checkHosts(hosts, "setHostlist"));
  }

  /** Path of a file with one host in each line. */
  setHostlistFromFile(path: string): this {
    return this.set("--nodefile", checkArgument(path, "setHostlistFromFile"));
  }

  setExcludedHosts(hosts: string | readonly string[]): this {
    return this.set("--exclude", checkHosts(hosts, "setExcludedHosts"));
  }

  /** Numbers of the processors that the tasks of a node are bound to, in turn. */
  setCpuBindings(cpus: number | readonly number[]): this {
    const list = (typeof cpus === "number" ? [cpus] : cpus).map((cpu) =>
      checkCount(cpu, "setCpuBindings", 0),
    );
    return this.set("--cpu-bind", `map_cpu:${list.join(",")}`);
  }

  /** Real memory per node, in megabytes (2^20 bytes). */
  setMemoryPerNode(megabytes: number): this {
    return this.set("--mem", `${checkCount(megabytes, "setMemoryPerNode")}M`);
  }

  /** Limit of wall-clock time; a number is in seconds. Slurm's clock ticks in minutes. */
  setWalltime(time: Walltime): this {
    return this.set("--time", formatWalltime(parseWalltime(time)));
  }

  /** Copies the executable to the nodes first, to this path, or to one that Slurm chooses. */
  setBroadcast(destination?: string): this {
    return this.set("--bcast", destination ?? null);
  }

  /** Features that every node has to have; of a list, all of them. */
  setNodeFeature(features: string | readonly string[]): this {
    const list = typeof features === "string" ? [features] : features;
    return this.set(
      "--constraint",
      list.map((feature) => checkArgument(feature, "a feature")).join("&"),
    );
  }

  /** Components of a heterogeneous job to run on, counted from 0. */
  setHetGroup(groups: number | readonly number[]): this {
    const list = (typeof groups === "number" ? [groups] : groups).map((group) =>
      checkCount(group, "setHetGroup", 0),
    );
    return this.set("--het-group", list.join(","));
  }

  setAccount(account: string): this {
    return this.set("--account", checkArgument(account, "setAccount"));
  }

  setPartition(partition: string): this {
    return this.set("--partition", checkArgument(partition, "setPartition"));
  }

  /** What srun itself says; it can be quiet or verbose, not both. */
  setQuietLaunch(quiet = true): this {
    if (quiet) this.set("--verbose", false);
    return this.set("--quiet", quiet ? null : false);
  }

  setVerboseLaunch(verbose = true): this {
    if (verbose) this.set("--quiet", false);
    return this.set("--verbose", verbose ? null : false);
  }

  /**
   * Adds another executable that starts together with this one: `srun … exe : … other`. It needs a
   * heterogeneous job; give each its component with {@link setHetGroup}.
   *
   * @throws {SettingsError} `SSX_MPMD`
   */
  makeMpmd(other: SrunSettings): this {
    if (other === this || other.#parts.length > 0) {
      throw new SettingsError(
        "SSX_MPMD",
        "makeMpmd takes other settings, without parts of their own: add each part to the first",
      );
    }
    this.#parts.push(other.clone());
    return this;
  }

  override set(flag: string, value: FlagValue = null): this {
    refuseReserved("srun", this.spell(flag), RESERVED);
    return super.set(flag, value);
  }

  override clone(): this {
    const copy = super.clone();
    copy.#parts = this.#parts.map((part) => part.clone());
    return copy;
  }

  override toArgv(moreArgs: readonly string[] = []): string[] {
    const argv = super.toArgv(moreArgs);
    // The run command stands once, in front of all parts.
    for (const part of this.#parts) argv.push(":", ...part.toArgv().slice(1));
    return argv;
  }

  protected override spell(flag: string): string {
    const spelled = dashed(flag);
    return LONG[spelled] ?? spelled;
  }
}
