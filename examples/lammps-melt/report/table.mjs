// @ts-check

/** @typedef {readonly (readonly string[])[]} Rows the first row holds the titles */

/**
 * For the eye: columns of one width, numbers to the right.
 *
 * @param {Rows} rows
 */
export function alignedTable(rows) {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.map((row) => (row[i] ?? "").length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  "),
  );
  lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
  return `${lines.join("\n")}\n`;
}

/**
 * For programs. Names and numbers only: nothing in them needs quotes.
 *
 * @param {Rows} rows
 */
export const csv = (rows) => `${rows.map((row) => row.join(",")).join("\n")}\n`;
