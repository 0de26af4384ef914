import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Experiment, type Model } from "@ssx/core";
import type { LocalOptions } from "../../src/index.ts";
import { local } from "../../src/index.ts";
import { scratchDirectory } from "./scratch.ts";
import { until } from "./until.ts";

/** An experiment in a directory of the running test, which says nothing. */
export function quietExperiment(options: LocalOptions = {}): Experiment {
  return new Experiment("exp", {
    launcher: local({ maxParallel: 8, graceMs: 2_000, ...options }),
    path: join(scratchDirectory(), "exp"),
    report: "silent",
  });
}

/** Whether a task is a step or a job of its own: a user relies on the same things. */
export type Way = "a step" | "a batch job";
export const WAYS: readonly Way[] = ["a step", "a batch job"];

export interface ShellOptions {
  readonly way?: Way;
  readonly env?: Readonly<Record<string, string>>;
}

/** A model that runs a line of shell. */
export function shellModel(
  exp: Experiment,
  name: string,
  line: string,
  options: ShellOptions = {},
): Model {
  const settings = exp.createRunSettings("sh", {
    exeArgs: ["-c", line],
    env: options.env ?? {},
  });
  const job = options.way === "a batch job" ? { batchSettings: exp.createBatchSettings() } : {};
  // `as`: a model without parameters is one of any parameters for all that is done with it here.
  return exp.createModel(name, settings, job) as unknown as Model;
}

/** What a task has written to its standard output. */
export function outputOf(exp: Experiment, model: Model): string {
  return readFileSync(exp.inspect(model).outputPath, "utf8");
}

/** A file that a task made in its directory. */
export async function untilFile(model: Model, name: string): Promise<string> {
  const path = join(model.path, name);
  await until(`${path} is there`, () => existsSync(path));
  return path;
}

export async function untilState(exp: Experiment, model: Model, state: string): Promise<void> {
  await until(`${model.name} is ${state}`, () => exp.getStatus(model) === state);
}
