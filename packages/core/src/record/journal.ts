import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { recordDirectory } from "./run-directory.ts";

/** One line of the journal: what was about to be done, or was done. */
export type JournalEntry = Readonly<Record<string, unknown>> & { readonly kind: string };

/**
 * `<experiment>/.ssx/journal.ndjson`: appended to, one line for each thing, whole lines only. What
 * is written here is on its way to the disk before the thing itself is done, so that a driver that
 * dies leaves word of it.
 */
export class Journal {
  #path: string;
  #made = false;

  constructor(experimentPath: string) {
    this.#path = join(recordDirectory(experimentPath), "journal.ndjson");
  }

  append(entries: readonly JournalEntry[]): void {
    if (!this.#made) {
      mkdirSync(join(this.#path, ".."), { recursive: true });
      this.#made = true;
    }
    const stamp = { at: new Date().toISOString(), host: hostname(), pid: process.pid };
    const text = entries
      .map((entry) => `${JSON.stringify({ ...stamp, ...entry }, bigintAsText)}\n`)
      .join("");
    writeFileSync(this.#path, text, { flag: "a" });
  }
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
