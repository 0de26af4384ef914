import type { UnknownTag } from "./warnings.ts";

const newline = 0x0a;

/**
 * Collects what looks like a tag in the text that is none: an identifier directly between opener
 * and closer. The segments must come in the order in which they stand in the file.
 */
export class UnknownTags {
  readonly found: UnknownTag[] = [];
  readonly #bytes: Buffer;
  readonly #open: Buffer;
  readonly #close: Buffer;
  #line = 1;
  #nextNewline: number;

  constructor(bytes: Buffer, open: Buffer, close: Buffer) {
    this.#bytes = bytes;
    this.#open = open;
    this.#close = close;
    this.#nextNewline = bytes.indexOf(newline);
  }

  addSegment(start: number, end: number): void {
    const segment = this.#bytes.subarray(start, end);
    for (
      let at = segment.indexOf(this.#open);
      at !== -1;
      at = segment.indexOf(this.#open, at + 1)
    ) {
      const from = at + this.#open.length;
      const to = this.#endOfIdentifier(segment, from);
      if (to === undefined) continue;
      this.found.push({
        name: segment.toString("latin1", from, to),
        line: this.#lineOf(start + from),
      });
    }
  }

  /** Where the closer begins, when nothing but an identifier stands before it. */
  #endOfIdentifier(segment: Buffer, from: number): number | undefined {
    for (let at = from; at < segment.length; at += 1) {
      if (at > from && startsWith(segment, at, this.#close)) return at;
      const byte = segment[at] ?? 0;
      if (!(isLetter(byte) || (at > from && isDigit(byte)))) return undefined;
    }
    return undefined;
  }

  #lineOf(position: number): number {
    while (this.#nextNewline !== -1 && this.#nextNewline < position) {
      this.#line += 1;
      this.#nextNewline = this.#bytes.indexOf(newline, this.#nextNewline + 1);
    }
    return this.#line;
  }
}

function startsWith(bytes: Buffer, at: number, part: Buffer): boolean {
  if (bytes[at] !== part[0]) return false;
  return part.equals(bytes.subarray(at, at + part.length));
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || byte === 0x5f;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
