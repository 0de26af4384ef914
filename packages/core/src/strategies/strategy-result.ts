import { SsxError } from "../errors.ts";
import { show } from "./show.ts";

export function isIterable(made: unknown): made is Iterable<unknown> {
  return typeof made === "object" && made !== null && Symbol.iterator in made;
}

/** The error for what a strategy returned and no sets can be read from. */
export function badResult(strategy: string, made: unknown): SsxError {
  const wrong = mustBeAwaited(made)
    ? "has to be waited for: strategies are synchronous, so collect the sets first and return them"
    : "is not iterable: return an array of sets, or be a generator of them";
  return new SsxError(
    "SSX_STRATEGY_RESULT",
    `strategy ${show(strategy)} returned ${show(made)}, which ${wrong}`,
    { details: { strategy, value: made } },
  );
}

function mustBeAwaited(made: unknown): boolean {
  return (
    typeof made === "object" && made !== null && ("then" in made || Symbol.asyncIterator in made)
  );
}
