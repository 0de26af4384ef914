import { checkName } from "./format-value.ts";

export interface NameMatch {
  readonly name: string;
  /** Of the name and the closer, in bytes. */
  readonly length: number;
}

/**
 * Tells which parameter's name, with the closer behind it, stands at a place: the longest where
 * several do.
 *
 * It looks once per length that names have, so that a thousand parameters cost no more than a few.
 */
export function nameMatcher(
  names: Iterable<string>,
  close: Buffer,
): (bytes: Buffer, at: number) => NameMatch | undefined {
  const byLength = new Map<number, Map<string, NameMatch>>();
  for (const name of names) {
    checkName(name);
    // latin1 is one character per byte: a key for bytes, not a reading of them.
    const key = Buffer.concat([Buffer.from(name), close]).toString("latin1");
    const sameLength = byLength.get(key.length) ?? new Map<string, NameMatch>();
    byLength.set(key.length, sameLength.set(key, { name, length: key.length }));
  }
  const longestFirst = [...byLength].sort(([a], [b]) => b - a);

  return (bytes, at) => {
    for (const [length, matches] of longestFirst) {
      const match = matches.get(bytes.toString("latin1", at, at + length));
      if (match !== undefined) return match;
    }
    return undefined;
  };
}
