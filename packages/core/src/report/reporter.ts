import { LiveReport } from "./live-report.ts";
import { PlainReport } from "./plain-report.ts";
import type { Progress } from "./progress.ts";
import type { Report, ReportStream } from "./report.ts";

/** How waiting is shown: on a terminal one live line, elsewhere plain lines; or not at all. */
export type ReportMode = "auto" | "live" | "plain" | "silent";

export function beginReport(
  mode: ReportMode,
  label: string,
  progress: Progress,
  stream: ReportStream,
): Report {
  const live =
    mode === "live" || (mode === "auto" && stream.isTTY === true && process.env.TERM !== "dumb");
  if (mode === "silent") return { change() {}, say() {}, end() {} };
  return live ? new LiveReport(label, progress, stream) : new PlainReport(label, progress, stream);
}
