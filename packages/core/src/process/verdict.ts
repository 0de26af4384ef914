import { constants } from "node:os";
import type { Ending } from "../task-state.ts";

/** One line that a task's shell wrote, see shell-stanza.ts. Times are Unix milliseconds. */
export type VerdictLine =
  | { readonly kind: "started"; readonly id: number; readonly pid: number; readonly atMs: number }
  | { readonly kind: "ended"; readonly id: number; readonly ending: Ending; readonly atMs: number };

const LINE = /^(?:s (\d+) (\d+) (\S+)|e (\d+) (\d+) (-|\d+) (\S+)|f (\d+) (\w+) (\S+))$/;

const NOT_STARTED: Readonly<Record<string, Ending>> = {
  directory: { state: "failed", reason: "submit", words: "its directory could not be entered" },
  output: {
    state: "failed",
    reason: "submit",
    words: "its output files could not be opened in its directory",
  },
  stopped: { state: "cancelled" },
};

/** A line that is no verdict (torn by a crash, or not ours) is `undefined`. */
export function parseVerdictLine(line: string): VerdictLine | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, startId, pid, startAt, endId, status, signal, endAt, failedId, why, failedAt] = match;
  if (startId !== undefined) {
    return { kind: "started", id: Number(startId), pid: Number(pid), atMs: toMs(startAt) };
  }
  if (endId !== undefined) {
    const ending = toEnding(Number(status), signal === "-" ? undefined : Number(signal));
    return { kind: "ended", id: Number(endId), ending, atMs: toMs(endAt) };
  }
  const ending = NOT_STARTED[why ?? ""] ?? { state: "failed", reason: "submit" };
  return { kind: "ended", id: Number(failedId), ending, atMs: toMs(failedAt) };
}

/** All whole lines of a log; the second value is the number of bytes they took. */
export function parseVerdicts(text: string): [lines: VerdictLine[], length: number] {
  const length = text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, length).split("\n").map(parseVerdictLine);
  return [lines.filter((line) => line !== undefined), length];
}

function toEnding(status: number, signal: number | undefined): Ending {
  if (signal !== undefined)
    return { state: "failed", reason: "signal", signal: signalName(signal) };
  if (status === 0) return { state: "completed", exitCode: 0 };
  return { state: "failed", reason: "exit", exitCode: status };
}

/**
 * Reversed, because of two names for one number the usual one comes first (`SIGABRT`, `SIGIOT`).
 */
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name]),
);

function signalName(signal: number): string {
  return NAMES.get(signal) ?? `signal ${signal}`;
}

/** In some languages bash writes the fraction behind a comma. */
function toMs(seconds: string | undefined): number {
  return Math.round(Number((seconds ?? "").replace(",", ".")) * 1000);
}
