import { setImmediate } from "node:timers/promises";

const longestTurnMs = 10;

/** Lets other work of the process have its turn, and notices an abort, however long a loop is. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #startedMs: number = performance.now();

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** To be awaited between two pieces of work. @throws the signal's reason */
  next(): undefined | Promise<void> {
    this.#signal?.throwIfAborted();
    return performance.now() - this.#startedMs < longestTurnMs ? undefined : this.#pause();
  }

  async #pause(): Promise<void> {
    await setImmediate();
    this.#startedMs = performance.now();
    this.#signal?.throwIfAborted();
  }
}
