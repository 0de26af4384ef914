import { type Launcher, launcherBrand } from "@ssx/core";
import { BatchSettings, type RunSettings, runSettingsFor } from "@ssx/settings";
import { LocalJobs } from "./jobs.ts";
import { checkOptions, type LocalOptions } from "./options.ts";

/**
 * This machine as a launcher. Steps are processes of their own; a batch job is its script, run
 * under bash, so that an experiment that is written for a cluster runs on a laptop. Nodes, queue,
 * account and time are noted in the script and not enforced.
 *
 * @throws {RangeError} for options out of range
 */
export function local(options: LocalOptions = {}): Launcher<RunSettings, BatchSettings> {
  const { maxParallel, graceMs } = checkOptions(options);
  const jobs = new LocalJobs({ maxParallel, graceMs });
  return {
    [launcherBrand]: true,
    name: "local",
    supports: { steps: true, batch: true, tasksOnThisMachine: true },
    detect: async () => true,
    createRunSettings: runSettingsFor,
    createBatchSettings: (batch = {}) => new BatchSettings({ maxParallel, ...batch }),
    openSteps: async () => ({ width: maxParallel, executablesAreHere: true }),
    submit: async (job, call) => {
      call?.signal?.throwIfAborted();
      return jobs.submit(job);
    },
    poll: async (ids, call) => {
      call?.signal?.throwIfAborted();
      return jobs.poll(ids);
    },
    cancel: (ids, call) => jobs.cancel(ids, call),
    find: async (name, call) => {
      call?.signal?.throwIfAborted();
      return jobs.find(name);
    },
    onChange: (listener) => jobs.onChange(listener),
  };
}
