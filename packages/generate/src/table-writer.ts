import type { FileHandle } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";

const batchRows = 1000;

/** Writes CSV by the batch, so that neither memory nor the number of calls grows with the table. */
export class TableWriter {
  readonly #file: FileHandle;
  #rows: (readonly string[])[] = [];

  constructor(file: FileHandle) {
    this.#file = file;
  }

  add(row: readonly string[]): undefined | Promise<void> {
    this.#rows.push(row);
    return this.#rows.length < batchRows ? undefined : this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    // A lone carriage return ends a record for some readers; csv-stringify quotes only its own
    // delimiter.
    await this.#file.writeFile(stringify(rows, { quoted_match: "\r" }));
  }
}
