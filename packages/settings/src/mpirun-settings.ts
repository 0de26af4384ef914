import { checkCount } from "./checks.ts";
import { dashed, type FlagJoin } from "./flags.ts";
import { type RunOptions, RunSettings } from "./run-settings.ts";

/**
 * MPI's own start commands: `mpirun`, `mpiexec`, `orterun`. Their flags and values are always two
 * arguments.
 *
 * @see mpirun(1) of Open MPI 4.1, and of MPICH's Hydra
 */
export class MpirunSettings extends RunSettings {
  protected override readonly flagJoin: FlagJoin = "separate";

  constructor(exe: string, options: RunOptions = {}) {
    super(exe, { runCommand: "mpirun", ...options });
  }

  /** Number of ranks in all, written `-np`. @throws {SettingsError} `SSX_COUNT` */
  setTasks(tasks: number): this {
    return this.set("np", checkCount(tasks, "setTasks"));
  }

  /**
   * `-np` and `-n` are the spellings that both Open MPI and Hydra take; they mean the same, so one
   * replaces the other.
   */
  protected override spell(flag: string): string {
    return /^-{0,2}(?:np|n)$/.test(flag) ? "-np" : dashed(flag);
  }
}
