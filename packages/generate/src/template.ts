import { formatNamed, type Params } from "./format-value.ts";
import { nameMatcher } from "./name-matcher.ts";
import { quoted } from "./quoted.ts";
import { defaultTag, type Tag, tagBytes } from "./tag.ts";
import { UnknownTags } from "./unknown-tags.ts";
import type { UnknownTag } from "./warnings.ts";

/** A file with its tags found, ready to be filled for any number of members. */
export interface Template {
  /** The parameters that have a tag in it. */
  readonly used: ReadonlySet<string>;
  /** What looks like a tag and is none, in the order of the file. */
  readonly unknown: readonly UnknownTag[];
  /**
   * The file with each tag replaced by its value's text in UTF-8, and every other byte as it was.
   * @throws {GenerateError} `SSX_BAD_VALUE`, also for a used parameter that is missing
   */
  fill(params: Params): Buffer;
}

/**
 * Finds the tags in a file of whatever encoding: opener, the name of a parameter, closer, all
 * literally. The leftmost comes first, at one place the longest name, and the search goes on behind
 * the closer. A value is never searched for tags.
 *
 * @throws {TypeError | RangeError} on a bad tag
 * @throws {GenerateError} `SSX_BAD_NAME`
 */
export function compileTemplate(
  bytes: Uint8Array,
  names: Iterable<string>,
  tag: Tag = defaultTag,
): Template {
  const source = Buffer.from(bytes);
  const [open, close] = tagBytes(tag);
  const matchName = nameMatcher(names, close);
  const unknown = new UnknownTags(source, open, close);
  const used = new Set<string>();
  /** Bytes to keep, and between two of them the name of the parameter whose value goes there. */
  const kept: Buffer[] = [];
  const holes: string[] = [];

  let segmentStart = 0;
  const endSegment = (end: number): void => {
    kept.push(source.subarray(segmentStart, end));
    unknown.addSegment(segmentStart, end);
  };
  for (let at = source.indexOf(open); at !== -1; ) {
    const match = matchName(source, at + open.length);
    if (match !== undefined) {
      endSegment(at);
      holes.push(match.name);
      used.add(match.name);
      segmentStart = at + open.length + match.length;
    }
    at = source.indexOf(open, match === undefined ? at + 1 : segmentStart);
  }
  endSegment(source.length);

  return { used, unknown: unknown.found, fill: (params) => fill(kept, holes, params) };
}

function fill(kept: readonly Buffer[], holes: readonly string[], params: Params): Buffer {
  const values = new Map<string, Buffer>();
  const encoded = (name: string): Buffer => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const own = Object.hasOwn(params, name) ? params[name] : undefined;
    const value = Buffer.from(formatNamed(`parameter ${quoted(name)}`, own));
    values.set(name, value);
    return value;
  };
  return Buffer.concat(
    kept.flatMap((bytes, index) => {
      const name = holes[index];
      return name === undefined ? [bytes] : [bytes, encoded(name)];
    }),
  );
}
