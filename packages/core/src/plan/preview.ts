import { type MemberPreview, previewMember } from "@ssx/generate";
import { quotePosix } from "@ssx/settings";
import type { GenerateOptions } from "../generation.ts";
import { memberSpecs, outputNames } from "../generation.ts";
import { printable } from "../report/format.ts";
import { prepareJob } from "../run/submit.ts";
import { type Entity, type PlannedTask, plan } from "./plan.ts";

export interface TaskPreview {
  readonly name: string;
  /** Word by word what is started. */
  readonly argv: readonly string[];
  readonly directory: string;
  /** Variables on top of the driver's environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly outputPath: string;
  readonly errorPath: string;
}

export interface JobPreview {
  readonly name: string;
  readonly scriptPath: string;
  /** The script to the letter. */
  readonly script: string;
  readonly tasks: readonly TaskPreview[];
}

/** What `generate` would write and `start` would start. Looking at it writes and starts nothing. */
export interface Preview {
  /** Tasks that are started as steps, each by itself. */
  readonly steps: readonly TaskPreview[];
  /** Scripts that are handed to the scheduler. */
  readonly jobs: readonly JobPreview[];
  /** Working directories with their files. */
  readonly directories: readonly MemberPreview[];
  /** For a person. */
  toString(): string;
}

export function previewEntities(
  entities: readonly Entity[],
  options: Pick<GenerateOptions, "tag"> & {
    readonly runDirectory: string;
    readonly runId: string;
    readonly nextId: number;
  },
): Preview {
  const { steps, jobs } = plan(entities);
  const { runDirectory, runId } = options;
  let firstId = options.nextId + steps.length;
  const preview = {
    steps: steps.map(previewTask),
    jobs: jobs.map((job) => {
      const prepared = prepareJob(job, { runDirectory, runId, firstId });
      firstId += job.tasks.length;
      return {
        name: job.name,
        scriptPath: prepared.job.scriptPath,
        script: prepared.script,
        tasks: job.tasks.map(previewTask),
      };
    }),
    directories: memberSpecs(entities).map((spec) =>
      previewMember(spec, { tag: options.tag, reserved: outputNames }),
    ),
  };
  return { ...preview, toString: () => describe(preview) };
}

function previewTask(task: PlannedTask): TaskPreview {
  const { key, argv, directory, env, outputPath, errorPath } = task;
  return { name: key, argv, directory, env, outputPath, errorPath };
}

function describe(preview: Omit<Preview, "toString">): string {
  const files = preview.directories.flatMap((member) => [
    `${member.directory}/`,
    ...member.entries.map((entry) =>
      entry.kind === "symlink"
        ? `  ${entry.path} -> ${entry.target}`
        : `  ${entry.path} (${entry.kind})`,
    ),
  ]);
  const steps = preview.steps.flatMap((step) => [
    `${step.name}:`,
    `  cd ${quotePosix(step.directory)}`,
    ...Object.entries(step.env).map(([name, value]) => `  export ${name}=${quotePosix(value)}`),
    `  ${step.argv.map(quotePosix).join(" ")} > ${quotePosix(step.outputPath)} 2> ${quotePosix(step.errorPath)}`,
  ]);
  const jobs = preview.jobs.flatMap((job) => [
    `${job.name}: ${job.scriptPath}`,
    ...job.script.split("\n").map((line) => `  ${line}`),
  ]);
  return printable([...files, ...steps, ...jobs].join("\n"));
}
