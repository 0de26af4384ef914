import { directCalls, type FileCalls, pooledCalls } from "./file-calls.ts";

/** How many calls go to the pool before one is timed again. */
const probeEvery = 100;

/**
 * Calls run here while the file system answers at once, and in the pool when it is slow, as NFS and
 * Lustre are: there waiting for several at a time is what counts, and the event loop stays free.
 */
export class PacedCalls implements FileCalls {
  readonly #slowMs: number;
  #meanMs = 0;
  #sinceProbe = 0;

  constructor(slowMs: number = 0.5) {
    this.#slowMs = slowMs;
  }

  makeDirectory(path: string, mode?: number): void | Promise<void> {
    return this.#run((calls) => calls.makeDirectory(path, mode));
  }

  writeFile(path: string, bytes: Uint8Array, mode?: number): void | Promise<void> {
    return this.#run((calls) => calls.writeFile(path, bytes, mode));
  }

  makeSymlink(target: string, path: string): void | Promise<void> {
    return this.#run((calls) => calls.makeSymlink(target, path));
  }

  move(from: string, to: string): void | Promise<void> {
    return this.#run((calls) => calls.move(from, to));
  }

  #run(call: (calls: FileCalls) => void | Promise<void>): void | Promise<void> {
    if (this.#meanMs >= this.#slowMs && this.#sinceProbe < probeEvery) {
      this.#sinceProbe += 1;
      return call(pooledCalls);
    }
    this.#sinceProbe = 0;
    const startMs = performance.now();
    const result = call(directCalls);
    // One call that lost the processor for a while must not make the whole file system slow.
    const tookMs = Math.min(performance.now() - startMs, 2 * this.#slowMs);
    this.#meanMs += (tookMs - this.#meanMs) / 16;
    return result;
  }
}
