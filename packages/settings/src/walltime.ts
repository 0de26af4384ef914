import { SettingsError } from "./settings-error.ts";

/** `"01:00:00"`, `"1-00:00:00"` (days), a number of seconds, or its parts. */
export type Walltime =
  | string
  | number
  | { readonly hours?: number; readonly minutes?: number; readonly seconds?: number };

/**
 * A limit of wall-clock time, in whole seconds (rounded up).
 *
 * @throws {SettingsError} `SSX_WALLTIME` when it is not a positive length of time
 */
export function parseWalltime(time: Walltime): number {
  const seconds = toSeconds(time);
  if (seconds === undefined || !Number.isFinite(seconds) || seconds <= 0) {
    throw new SettingsError(
      "SSX_WALLTIME",
      `${JSON.stringify(time)} is not a wall-clock limit: give "hh:mm:ss", "d-hh:mm:ss", seconds, or { hours, minutes, seconds }`,
      { time },
    );
  }
  return Math.ceil(seconds);
}

/** `hh:mm:ss`; hours go on past 24, which every scheduler's own form can be made from. */
export function formatWalltime(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
    .map(two)
    .join(":");
}

function toSeconds(time: Walltime): number | undefined {
  if (typeof time === "number") return time;
  if (typeof time === "string") return parseClock(time);
  if (typeof time !== "object" || time === null) return undefined;
  const parts = [time.hours ?? 0, time.minutes ?? 0, time.seconds ?? 0];
  if (parts.some((part) => typeof part !== "number" || part < 0)) return undefined;
  return (parts[0] as number) * 3600 + (parts[1] as number) * 60 + (parts[2] as number);
}

function parseClock(text: string): number | undefined {
  const match = /^(?:(\d+)-)?(\d+):([0-5]?\d):([0-5]?\d)$/.exec(text.trim());
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
