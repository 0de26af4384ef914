import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 20;
const DEADLINE_MS = 30_000;

/** Waits until something holds, and hands over what it was. The deadline only ends what would hang. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  deadlineMs: number = DEADLINE_MS,
): Promise<NonNullable<T>> {
  const endMs = Date.now() + deadlineMs;
  for (;;) {
    const beganMs = Date.now();
    const found = await look();
    // `as`: TypeScript does not narrow a type parameter by its truth.
    if (found) return found as NonNullable<T>;
    if (Date.now() > endMs) throw new Error(`after ${deadlineMs} ms it does not hold that ${what}`);
    // A look that takes its time must not take it from those who are waited for.
    await delay(Math.max(POLL_MS, 5 * (Date.now() - beganMs)));
  }
}
