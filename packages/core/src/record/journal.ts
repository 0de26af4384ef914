import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { SsxError } from "../errors.ts";
import { recordDirectory } from "./run-directory.ts";

/** One line of the journal: what was about to be done, or was done. */
export type JournalEntry = Readonly<Record<string, unknown>> & { readonly kind: string };

/**
 * `<experiment>/.ssx/journal.ndjson`: appended to, one line for each thing, whole lines only. It is
 * written before the thing itself is done, so that a driver that dies leaves word of it.
 */
export class Journal {
  #path: string;

  constructor(experimentPath: string) {
    this.#path = join(recordDirectory(experimentPath), "journal.ndjson");
  }

  append(entries: readonly JournalEntry[]): void {
    if (entries.length === 0) return;
    const stamp = { at: new Date().toISOString(), host: hostname(), pid: process.pid };
    const text = entries
      .map((entry) => `${JSON.stringify({ ...stamp, ...entry }, bigintAsText)}\n`)
      .join("");
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(this.#path, text, { flag: "a" });
    } catch (cause) {
      throw new SsxError(
        "SSX_RECORD",
        `the experiment's journal could not be written: ${(cause as Error).message}. Nothing was started; make room, or use another path.`,
        { cause, details: { path: this.#path } },
      );
    }
  }
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
