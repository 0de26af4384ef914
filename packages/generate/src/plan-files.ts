import { realpathSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Attachments } from "./attach-files.ts";
import { GenerateError } from "./errors.ts";
import type { FilePlan, Origin, PlannedFile } from "./file-plan.ts";
import { orIoError } from "./io-error.ts";
import { paramsFileName } from "./params-json.ts";
import { planTree } from "./plan-tree.ts";
import { quoted } from "./quoted.ts";
import { stagingPrefix } from "./staging-name.ts";

/**
 * Lists every file, directory and link that the attachments put into a member's directory.
 *
 * It reads names and permissions now, contents are read when members are generated. An attached
 * symbolic link is followed; one inside an attached directory stays a link.
 *
 * @throws {GenerateError} `SSX_FILE_COLLISION` when two land on one name, or one on a name that
 * generation needs; `SSX_UNSUPPORTED_FILE` for sockets, fifos and devices; `SSX_GENERATE_IO`
 */
export function planFiles(attachments: Attachments): FilePlan {
  const taken = new Map<string, string>([[paramsFileName, "the file of parameters"]]);
  const entries: PlannedFile[] = [];
  const origins: Origin[] = [];

  const plan = (source: string, kind: "copy" | "configured"): void => {
    const stats = orIoError("read", source, () => statSync(source));
    const path = takeName(source, taken);
    for (const entry of planTree(source, path, kind, stats)) entries.push(entry);
    origins.push({ path, realPath: realpathSync(source) });
  };
  for (const source of attachments.toCopy) plan(source, "copy");
  for (const source of attachments.toConfigure) plan(source, "configured");
  for (const source of attachments.toSymlink)
    entries.push({ kind: "symlink", path: takeName(source, taken), source, target: source });
  return { entries, origins };
}

function takeName(source: string, taken: Map<string, string>): string {
  const name = basename(source);
  if (name === "") throw unnamed(source);
  const other = name.startsWith(stagingPrefix) ? "generation's staging" : taken.get(name);
  if (other !== undefined) throw collision(name, [other, source]);
  taken.set(name, source);
  return name;
}

function unnamed(source: string): GenerateError {
  return new GenerateError(
    "SSX_UNSUPPORTED_FILE",
    `cannot attach ${quoted(source)}: the root directory has no name to appear under; attach what is in it`,
    { path: source },
  );
}

/** Two things that would land on one name in a member's directory. */
export function collision(name: string, sources: readonly [string, string]): GenerateError {
  return new GenerateError(
    "SSX_FILE_COLLISION",
    `${quoted(sources[0])} and ${quoted(sources[1])} would both be ${quoted(name)} in the member's directory; ` +
      "rename one, or attach the directory that it is in",
    { path: name, sources },
  );
}
