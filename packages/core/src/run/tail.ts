import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** The last lines of a file, read from its end. A file that is not there has none. */
export function tailOf(path: string, lines = 20, maxBytes = 8192): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return "";
  }
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, maxBytes));
    const read = readSync(file, buffer, 0, buffer.length, size - buffer.length);
    const text = buffer.toString("utf8", 0, read);
    return text
      .split("\n")
      .slice(text.endsWith("\n") ? -lines - 1 : -lines)
      .join("\n");
  } finally {
    closeSync(file);
  }
}
