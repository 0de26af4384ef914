import { attempt } from "./attempt.ts";

/**
 * Takes the sets out of an iterable, one per call, and then null. Closes it after `limit` sets and
 * at the first that does not pass the check.
 */
export function setPuller<T>(
  strategy: string,
  source: Iterable<unknown>,
  limit: number,
  check: (index: number, set: unknown) => T,
): (index: number) => T | null {
  let opened: Iterator<unknown> | undefined;
  const close = (index: number): void => {
    attempt(strategy, `ending after set ${index - 1}`, () => opened?.return?.());
  };
  return (index) => {
    if (index >= limit) {
      close(index);
      return null;
    }
    const next = attempt(strategy, `making set ${index}`, () => {
      opened ??= source[Symbol.iterator]();
      return opened.next();
    });
    if (next.done === true) return null;
    try {
      return check(index, next.value);
    } catch (error) {
      close(index);
      throw error;
    }
  };
}
