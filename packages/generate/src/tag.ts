/**
 * What stands around a parameter's name in a file: one text on both sides (`"@"` for `@NAME@`), or
 * an opener and a closer (`["{{", "}}"]`). It is taken literally; spaces count.
 */
export type Tag = string | readonly [open: string, close: string];

export const defaultTag: Tag = ";";

/**
 * Opener and closer as they stand in a file, in UTF-8.
 *
 * @throws {TypeError} when it is neither a text nor two
 * @throws {RangeError} when a text is empty
 */
export function tagBytes(tag: Tag): readonly [open: Buffer, close: Buffer] {
  // `as`: programs without types hand over anything.
  const marks = (typeof tag === "string" ? [tag, tag] : tag) as readonly unknown[];
  const [open, close] = Array.isArray(marks) ? marks : [];
  if (typeof open !== "string" || typeof close !== "string" || marks.length !== 2)
    throw new TypeError("option tag must be a string or two strings, an opener and a closer");
  if (open === "" || close === "")
    throw new RangeError("option tag must not be empty: every place in a file would match");
  return [Buffer.from(open), Buffer.from(close)];
}
