import { inspect } from "node:util";

/** A value as an error message shows it: one line, control characters escaped, not too long. */
export function show(value: unknown): string {
  const text = inspect(value, {
    breakLength: Number.POSITIVE_INFINITY,
    depth: 0,
    maxArrayLength: 5,
  });
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
