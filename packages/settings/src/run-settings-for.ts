import { MpirunSettings } from "./mpirun-settings.ts";
import { type RunOptions, RunSettings } from "./run-settings.ts";

/**
 * The settings that know the asked run command; one that is not known gets its flags as they are
 * given.
 */
export function runSettingsFor(exe: string, options: RunOptions = {}): RunSettings {
  const command = options.runCommand?.split("/").at(-1);
  if (command === "mpirun" || command === "mpiexec" || command === "orterun") {
    return new MpirunSettings(exe, options);
  }
  return new RunSettings(exe, options);
}
