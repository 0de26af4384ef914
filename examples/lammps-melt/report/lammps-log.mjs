// @ts-check

/**
 * @typedef {{ columns: string[], rows: number[][], loopTimeSec: number }} LammpsRun
 */

/**
 * The last run of a log.lammps: the thermo table from its `Step …` line to `Loop time of …`.
 *
 * @param {string} text
 * @returns {LammpsRun}
 * @throws {Error} when the log has no finished run, or a line in the table that is no row of it
 * @see LAMMPS manual, "Screen and logfile output" (read for version 29 Sep 2021)
 */
export function parseLog(text) {
  /** @type {LammpsRun | undefined} */
  let finished;
  /** @type {LammpsRun | undefined} */
  let open;
  for (const line of text.split("\n").map((part) => part.trim())) {
    const words = line.split(/\s+/);
    const loop = /^Loop time of (\S+) on /.exec(line);
    if (words[0] === "Step" && words.length > 1) {
      open = { columns: words, rows: [], loopTimeSec: Number.NaN };
    } else if (open && loop) {
      finished = { ...open, loopTimeSec: Number(loop[1]) };
      open = undefined;
    } else if (open && line !== "" && !line.startsWith("WARNING")) {
      const row = words.map(Number);
      if (row.length !== open.columns.length || !row.every(Number.isFinite)) {
        throw new Error(`not a row of the thermo table: "${line}"`);
      }
      open.rows.push(row);
    }
  }
  if (finished === undefined || open !== undefined) {
    throw new Error('the log ends before "Loop time of …": the run did not finish');
  }
  return finished;
}

/**
 * Mean of a column over the last part of a run.
 *
 * @param {LammpsRun} run
 * @param {string} column as the log calls it, such as `Press`
 * @param {number} share part of the rows to take, from the end
 */
export function meanOfLast(run, column, share) {
  const index = run.columns.indexOf(column);
  if (index < 0) throw new Error(`no column ${column} in the log, only ${run.columns.join(" ")}`);
  const rows = run.rows.slice(-Math.max(1, Math.floor(run.rows.length * share)));
  return rows.reduce((sum, row) => sum + (row[index] ?? Number.NaN), 0) / rows.length;
}
