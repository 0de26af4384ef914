import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "csv-parse";
import { GenerateError } from "./errors.ts";
import { checkParams, formatValue, type Params } from "./format-value.ts";
import { ioError } from "./io-error.ts";
import { makeDirectories } from "./make-directories.ts";
import { quoted } from "./quoted.ts";
import { removeStale, staleIn } from "./staging.ts";
import { stagingName } from "./staging-name.ts";
import { TableWriter } from "./table-writer.ts";

/** What a table of parameters says of one member. */
export interface ParamsTableRow {
  readonly member: string;
  /** Relative to the table's directory. */
  readonly directory: string;
  readonly params: Params;
}

const fixedColumns = ["member", "directory"];

/**
 * Writes members into a CSV table: one row each, with the columns `member`, `directory` and every
 * parameter in the order in which they first appear. Rows of other members stay where they are, a
 * member's own row is replaced. The table appears whole or not at all; two processes must not merge
 * into one table at the same time.
 *
 * @throws {GenerateError} `SSX_TABLE_UNREADABLE` when something else is in the file,
 * `SSX_BAD_NAME`, `SSX_BAD_VALUE`, `SSX_GENERATE_IO`
 */
export async function mergeParamsTable(
  path: string,
  rows: Iterable<ParamsTableRow>,
): Promise<void> {
  const fresh = new Map<string, ParamsTableRow>();
  for (const row of rows) {
    checkParams(row.params, row.member);
    fresh.set(row.member, row);
  }
  const aside = join(dirname(path), stagingName());
  try {
    makeDirectories(dirname(path));
    await removeStale(staleIn(dirname(path)));
    await writeMerged(path, aside, fresh);
    await rename(aside, path);
  } catch (cause) {
    // Where even that fails, the reason is the one that is thrown.
    await rm(aside, { force: true }).catch(() => undefined);
    throw ioError("write", path, cause);
  }
}

/** Takes the rows out of `fresh` as it writes them. */
async function writeMerged(
  path: string,
  aside: string,
  fresh: Map<string, ParamsTableRow>,
): Promise<void> {
  const file = await open(aside, "wx");
  try {
    const table = new TableWriter(file);
    let columns: readonly string[] | undefined;
    for await (const record of existingRecords(path)) {
      if (columns === undefined) {
        columns = allColumns(checkHeader(record, path), fresh.values());
        await table.add([...fixedColumns, ...columns]);
        continue;
      }
      const row = fresh.get(record[0] ?? "");
      fresh.delete(record[0] ?? "");
      const padding = columns.length + fixedColumns.length - record.length;
      await table.add(
        row === undefined ? [...record, ...Array<string>(padding).fill("")] : cells(row, columns),
      );
    }
    if (columns === undefined) {
      columns = allColumns([], fresh.values());
      await table.add([...fixedColumns, ...columns]);
    }
    for (const row of fresh.values()) await table.add(cells(row, columns));
    await table.flush();
  } finally {
    await file.close();
  }
}

/** None where there is no table yet. */
async function* existingRecords(path: string): AsyncGenerator<readonly string[]> {
  const parser = parse({ bom: true, skip_empty_lines: true, record_delimiter: ["\r\n", "\n"] });
  const input = createReadStream(path);
  input.on("error", (error) => parser.destroy(error));
  try {
    for await (const record of input.pipe(parser)) yield record;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    throw code?.startsWith("CSV_") ? unreadable(path, String(cause), cause) : cause;
  } finally {
    input.destroy();
  }
}

function allColumns(existing: readonly string[], rows: Iterable<ParamsTableRow>): string[] {
  const columns = new Set(existing);
  for (const { params } of rows) for (const name of Object.keys(params)) columns.add(name);
  return [...columns];
}

function cells(
  { member, directory, params }: ParamsTableRow,
  columns: readonly string[],
): readonly string[] {
  const values = columns.map((name) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? "" : formatValue(value);
  });
  return [member, directory, ...values];
}

function checkHeader(header: readonly string[], path: string): readonly string[] {
  if (fixedColumns.every((name, index) => header[index] === name))
    return header.slice(fixedColumns.length);
  throw unreadable(path, "its first columns are not member and directory");
}

function unreadable(path: string, why: string, cause?: unknown): GenerateError {
  return new GenerateError(
    "SSX_TABLE_UNREADABLE",
    `cannot add to the table ${quoted(path)}: ${quoted(why)}; move it away or mend it, then try again`,
    { path, cause },
  );
}
