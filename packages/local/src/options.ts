import { availableParallelism } from "node:os";

export interface LocalOptions {
  /** At most this many tasks at once. @default the number of processors this process may use */
  readonly maxParallel?: number;
  /** From the TERM until the KILL when a batch job is cancelled, in milliseconds. @default 5000 */
  readonly graceMs?: number;
}

const DEFAULT_GRACE_MS = 5_000;

/** @throws {RangeError} */
export function checkOptions(options: LocalOptions): Required<LocalOptions> {
  const { maxParallel = availableParallelism(), graceMs = DEFAULT_GRACE_MS } = options;
  if (!Number.isSafeInteger(maxParallel) || maxParallel < 1) {
    throw new RangeError(`local({ maxParallel }): ${maxParallel} is not a whole number from 1`);
  }
  if (!(Number.isFinite(graceMs) && graceMs >= 0)) {
    throw new RangeError(`local({ graceMs }): ${graceMs} is not a time in milliseconds`);
  }
  return { maxParallel, graceMs };
}
