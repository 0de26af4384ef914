import { randomInt } from "node:crypto";
import { SsxError } from "../errors.ts";
import { show } from "./show.ts";

/**
 * The seed that was given, or a fresh one of at most ten digits, which a person can copy.
 *
 * @throws {SsxError} `SSX_BAD_SEED` when it is not a safe integer
 */
export function chooseSeed(given: number | undefined): number {
  if (given === undefined) return randomInt(2 ** 32);
  if (!Number.isSafeInteger(given)) {
    throw new SsxError(
      "SSX_BAD_SEED",
      `the seed ${show(given)} is not an integer from -(2^53 - 1) to 2^53 - 1: ` +
        "give one, or leave it out to get a fresh one",
      { details: { seed: given } },
    );
  }
  return given === 0 ? 0 : given; // -0 would be recorded as another seed with the same sets
}
