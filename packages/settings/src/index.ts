export { checkArgument, type ExeArgs, toArguments } from "./arguments.ts";
export {
  type BatchContext,
  type BatchOptions,
  BatchSettings,
} from "./batch-settings.ts";
export { checkEnvironment, type Environment, type EnvValue } from "./environment.ts";
export { type FlagJoin, type Flags, type FlagValue, flagArguments } from "./flags.ts";
export { MpirunSettings } from "./mpirun-settings.ts";
export { quotePosix } from "./quote-posix.ts";
export { type RunOptions, RunSettings } from "./run-settings.ts";
export { runSettingsFor } from "./run-settings-for.ts";
export { SbatchSettings } from "./sbatch-settings.ts";
export { SettingsError } from "./settings-error.ts";
export { type SrunOptions, SrunSettings } from "./srun-settings.ts";
export { formatWalltime, parseWalltime, type Walltime } from "./walltime.ts";
