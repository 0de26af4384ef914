import { join } from "node:path";
import type { BatchSettings } from "@ssx/settings";
import type { Ensemble } from "../ensemble.ts";
import { Ensemble as EnsembleClass } from "../ensemble.ts";
import type { Model } from "../model.ts";

export type Entity = Model | Ensemble;

/** One start of one model, in words that need no machine. */
export interface PlannedTask {
  readonly model: Model;
  /** Name within the experiment: `model`, or `ensemble/member`. */
  readonly key: string;
  readonly name: string;
  readonly directory: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly outputPath: string;
  readonly errorPath: string;
}

/** What becomes one job of a scheduler. */
export interface PlannedJob {
  readonly name: string;
  readonly directory: string;
  readonly settings: BatchSettings;
  readonly tasks: readonly PlannedTask[];
}

export interface Plan {
  readonly steps: readonly PlannedTask[];
  readonly jobs: readonly PlannedJob[];
}

/** Pure: which tasks and jobs the entities come to. */
export function plan(entities: readonly Entity[]): Plan {
  const steps: PlannedTask[] = [];
  const jobs: PlannedJob[] = [];
  for (const entity of entities) {
    const tasks = Array.from(membersOf(entity), planTask);
    if (entity.batchSettings) {
      jobs.push({
        name: entity.name,
        directory: entity.path,
        settings: entity.batchSettings,
        tasks,
      });
    } else {
      for (const task of tasks) steps.push(task);
    }
  }
  return { steps, jobs };
}

export function membersOf(entity: Entity): Iterable<Model> {
  return isEnsemble(entity) ? entity : [entity];
}

export function isEnsemble(entity: Entity): entity is Ensemble {
  return entity instanceof EnsembleClass;
}

function planTask(model: Model): PlannedTask {
  const directory = model.path;
  return {
    model,
    key: model.key,
    name: model.name,
    directory,
    argv: model.toArgv(),
    env: model.env,
    outputPath: join(directory, `${model.name}.out`),
    errorPath: join(directory, `${model.name}.err`),
  };
}
