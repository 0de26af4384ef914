import {
  chmodSync,
  closeSync,
  fchmodSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { chmod, mkdir, open, rename, stat, symlink } from "node:fs/promises";

/** The few calls that members are made with. Nothing is ever opened that exists. */
export interface FileCalls {
  /** Without `mode` as the umask has it. */
  makeDirectory(path: string, mode?: number): void | Promise<void>;
  writeFile(path: string, bytes: Uint8Array, mode?: number): void | Promise<void>;
  makeSymlink(target: string, path: string): void | Promise<void>;
  move(from: string, to: string): void | Promise<void>;
}

/**
 * What is written in one go. More would make the kernel look for large pieces of memory, which a
 * virtual machine may have to ask its host for.
 */
const chunkBytes = 64 * 1024;

/** Each call runs here and now: on a local disk it takes less time than handing it over. */
export const directCalls: FileCalls = {
  makeDirectory(path, mode) {
    mkdirSync(path, mode);
    const missing = mode === undefined ? undefined : missingMode(statSync(path).mode, mode);
    if (missing !== undefined) chmodSync(path, missing);
  },
  writeFile(path, bytes, mode) {
    const descriptor = openSync(path, "wx");
    try {
      if (mode !== undefined) fchmodSync(descriptor, mode);
      for (let at = 0; at < bytes.length; )
        at += writeSync(descriptor, bytes, at, Math.min(chunkBytes, bytes.length - at));
    } finally {
      closeSync(descriptor);
    }
  },
  makeSymlink: symlinkSync,
  move: renameSync,
};

/** Each call runs in the thread pool: where the file system is far away, several wait at a time. */
export const pooledCalls: FileCalls = {
  async makeDirectory(path, mode) {
    await mkdir(path, mode);
    const missing = mode === undefined ? undefined : missingMode((await stat(path)).mode, mode);
    if (missing !== undefined) await chmod(path, missing);
  },
  async writeFile(path, bytes, mode) {
    const handle = await open(path, "wx");
    try {
      if (mode !== undefined) await handle.chmod(mode);
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
  },
  makeSymlink: (target, path) => symlink(target, path),
  move: rename,
};

/**
 * What the umask has taken away, together with the group that a shared directory hands down (its
 * setgid bit).
 */
function missingMode(has: number, wanted: number): number | undefined {
  return (has & 0o777) === wanted ? undefined : (has & 0o7000) | wanted;
}
