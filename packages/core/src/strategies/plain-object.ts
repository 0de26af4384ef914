/**
 * Whether a value is a plain object, of this realm or another. A Map, a Date, a promise or an
 * instance of a class is not: its keys would tell nothing.
 */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
