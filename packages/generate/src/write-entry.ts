import { join } from "node:path";
import type { FileCalls } from "./file-calls.ts";
import type { FileCopier } from "./file-copier.ts";
import type { PlannedFile } from "./file-plan.ts";
import { ioError } from "./io-error.ts";
import type { MemberSpec } from "./member.ts";
import { paramsFileName, paramsJson } from "./params-json.ts";
import { quoted } from "./quoted.ts";
import type { TemplateCache } from "./template-cache.ts";
import type { Turns } from "./turns.ts";

/** What all members of a call are written with. */
export interface Tools {
  readonly calls: FileCalls;
  readonly copier: FileCopier;
  readonly templates: TemplateCache;
  readonly turns: Turns;
}

/** A member with its directory's path in canonical form. */
export interface Target {
  readonly member: MemberSpec;
  readonly directory: string;
}

const attempts = { directory: "copy", copy: "copy", symlink: "link", configured: "fill" } as const;

/** Writes one thing of a member's directory at `place`, where nothing is. */
export async function writeEntry(
  entry: PlannedFile,
  place: string,
  { member, directory }: Target,
  { calls, copier, templates }: Tools,
): Promise<void> {
  try {
    switch (entry.kind) {
      case "directory":
        return await calls.makeDirectory(place, entry.mode);
      case "symlink":
        return await calls.makeSymlink(entry.target, place);
      case "copy":
        return await copier.copy(entry, place);
      case "configured": {
        const template = templates.forNames(Object.keys(member.params)).get(entry.source);
        return await calls.writeFile(place, template.fill(member.params), entry.mode);
      }
    }
  } catch (cause) {
    throw ioError(
      `${attempts[entry.kind]} ${quoted(entry.source)} to`,
      join(directory, entry.path),
      cause,
    );
  }
}

/** Writes the file of the member's parameters at `place`. */
export async function writeParams(
  place: string,
  { member, directory }: Target,
  { calls }: Tools,
): Promise<void> {
  try {
    await calls.writeFile(place, Buffer.from(paramsJson(member.params)));
  } catch (cause) {
    throw ioError("write", join(directory, paramsFileName), cause);
  }
}
