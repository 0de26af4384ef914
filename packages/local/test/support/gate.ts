import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Where tasks wait without using the processor, until the test lets them go on. */
export interface Gate {
  /** Arguments for a dd that waits. */
  readonly waitingDd: readonly string[];
  /** Lets so many of those who wait, or will, go on. */
  open(count: number): void;
}

/**
 * A fifo. It is held open both ways, so nobody waits for its other end; each byte lets one reader go on.
 */
export function gateIn(directory: string): Gate {
  const path = join(directory, "gate");
  execFileSync("mkfifo", [path]);
  const file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  onTestFinished(() => closeSync(file));
  return {
    waitingDd: [`if=${path}`, "of=/dev/null", "bs=1", "count=1"],
    open: (count) => void writeSync(file, "x".repeat(count)),
  };
}
