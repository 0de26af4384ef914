import { type AttachedFiles, type Attachments, attachFiles } from "@ssx/generate";

export const NO_FILES: Attachments = { toCopy: [], toSymlink: [], toConfigure: [] };

/** Attached files add up over calls. @throws {GenerateError} `SSX_ATTACHED_NOT_FOUND` */
export function addFiles(attached: Attachments, files: AttachedFiles): Attachments {
  const added = attachFiles(files);
  return {
    toCopy: [...attached.toCopy, ...added.toCopy],
    toSymlink: [...attached.toSymlink, ...added.toSymlink],
    toConfigure: [...attached.toConfigure, ...added.toConfigure],
  };
}
