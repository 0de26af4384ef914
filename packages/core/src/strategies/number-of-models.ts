import { SsxError } from "../errors.ts";
import { show } from "./show.ts";

/** @throws {SsxError} `SSX_NMODELS_REQUIRED` when it is missing or not a positive integer */
export function checkNModels(strategy: string, nModels: number | undefined): number {
  if (nModels !== undefined && Number.isSafeInteger(nModels) && nModels > 0) return nModels;
  const wrong = nModels === undefined ? "was not given" : `is ${show(nModels)}`;
  throw new SsxError(
    "SSX_NMODELS_REQUIRED",
    `strategy ${show(strategy)} makes nModels sets, and nModels ${wrong}: give a positive integer`,
    { details: { strategy, nModels } },
  );
}
