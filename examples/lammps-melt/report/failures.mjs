// @ts-check

/** @typedef {import("@ssx/core").Experiment} Experiment */
/** @typedef {import("@ssx/core").Ensemble} Ensemble */

/**
 * Which members did not complete, why, and the end of what they wrote to their error output.
 *
 * @param {Pick<Experiment, "getStatus" | "inspect">} exp
 * @param {Ensemble} ensemble
 * @returns {string | undefined} nothing when all have completed
 */
export function failures(exp, ensemble) {
  const failed = [...ensemble].filter((member) => exp.getStatus(member) !== "completed");
  if (failed.length === 0) return undefined;
  const reports = failed.map((member) => {
    const { state, exitCode, signal, outputPath, errorPath, errorTail } = exp.inspect(member);
    const how = signal ?? (exitCode === undefined ? "" : `exit code ${exitCode}`);
    const tail = (errorTail ?? "").trimEnd().replaceAll(/^/gm, "    ");
    return `  ${member.key}: ${state} ${how}\n${tail}\n    (${outputPath}, ${errorPath})`;
  });
  return `${failed.length} of ${ensemble.size} members did not complete:\n${reports.join("\n")}`;
}
