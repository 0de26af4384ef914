import { SsxError } from "./errors.ts";
import { type Entity, isEnsemble } from "./plan/plan.ts";

/** @throws {SsxError} `SSX_NOTHING_GIVEN`, `SSX_EMPTY_ENSEMBLE` */
export function refuseEmpty(entities: readonly Entity[]): void {
  if (entities.length === 0) {
    throw new SsxError("SSX_NOTHING_GIVEN", "nothing was given: name the models and ensembles");
  }
  for (const entity of entities) {
    if (!isEnsemble(entity) || entity.size > 0) continue;
    throw new SsxError(
      "SSX_EMPTY_ENSEMBLE",
      `${entity.name} has no members: give it params or replicas, or add models with addModel`,
      { details: { ensemble: entity.name } },
    );
  }
}
