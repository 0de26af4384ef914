import { SettingsError } from "./settings-error.ts";

/** Flags that SSX writes itself, by their long spelling, with what to use instead. */
export type ReservedFlags = Readonly<Record<string, string>>;

/** @throws {SettingsError} `SSX_RESERVED_FLAG` */
export function refuseReserved(command: string, flag: string, reserved: ReservedFlags): void {
  if (!Object.hasOwn(reserved, flag)) return;
  throw new SettingsError(
    "SSX_RESERVED_FLAG",
    `${flag} of ${command} is written by SSX itself: ${reserved[flag]}`,
    { flag },
  );
}
