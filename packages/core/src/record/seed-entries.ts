import { type Entity, isEnsemble } from "../plan/plan.ts";
import type { JournalEntry } from "./journal.ts";

/** With their seeds, the same sets can be drawn again. */
export function seedEntries(entities: readonly Entity[]): JournalEntry[] {
  return entities.flatMap((entity) =>
    isEnsemble(entity) && entity.seed !== undefined
      ? [{ kind: "ensemble", name: entity.name, seed: entity.seed }]
      : [],
  );
}
