import { constants, readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { FileCalls } from "./file-calls.ts";
import type { PlannedCopy } from "./file-plan.ts";
import { orIoError } from "./io-error.ts";

const { COPYFILE_EXCL, COPYFILE_FICLONE, COPYFILE_FICLONE_FORCE } = constants;

/**
 * Up to this size handing a copy over to another thread takes longer than writing the file from
 * memory.
 */
const smallBytes = 64 * 1024;

/** Up to this size writing a file from memory keeps this thread for less than a millisecond. */
const heldFileBytes = 2 * 1024 * 1024;

/** So many copies in the pool at a time; further ones are better made here than left to wait. */
const copiesInPool = 2;

/**
 * Copies files, each to many places. Where the file system shares blocks between files the copies
 * cost next to nothing. Elsewhere the kernel copies in the thread pool, and this thread, which
 * would wait, copies as well: a file that it has in memory takes it three quarters of the kernel's
 * time.
 */
export class FileCopier {
  readonly #calls: FileCalls;
  readonly #clones = new Map<string, boolean>();
  readonly #held = new Map<string, Buffer>();
  #freeBytes: number;
  #underWay = 0;

  constructor(calls: FileCalls, budgetBytes: number = 128 * 1024 * 1024) {
    this.#calls = calls;
    this.#freeBytes = budgetBytes;
  }

  /** `destination` must not exist. It gets the mode that was planned, whatever the umask. */
  async copy(entry: PlannedCopy, destination: string): Promise<void> {
    const { source, mode } = entry;
    if (!this.#clones.has(source) && (await this.#tryClone(source, destination))) return;
    const bytes = this.#shouldCopyHere(entry) ? this.#bytesOf(entry) : undefined;
    if (bytes !== undefined) {
      await this.#calls.writeFile(destination, bytes, mode);
      // Or the pool's finished copies would wait for their successors.
      if (this.#underWay > 0) await setImmediate();
      return;
    }
    this.#underWay += 1;
    try {
      await copyFile(source, destination, COPYFILE_FICLONE | COPYFILE_EXCL);
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Whatever stands against a clone: if it stands against a copy as well, the copy says so. */
  async #tryClone(source: string, destination: string): Promise<boolean> {
    const flags = COPYFILE_FICLONE_FORCE | COPYFILE_EXCL;
    const cloned = await copyFile(source, destination, flags).then(
      () => true,
      () => false,
    );
    this.#clones.set(source, cloned);
    return cloned;
  }

  #shouldCopyHere({ source, sizeBytes }: PlannedCopy): boolean {
    if (this.#clones.get(source) === true) return false;
    return sizeBytes <= smallBytes || this.#underWay >= copiesInPool;
  }

  /** The file's content, when there is room for it. */
  #bytesOf({ source, sizeBytes }: PlannedCopy): Buffer | undefined {
    const known = this.#held.get(source);
    if (known !== undefined || sizeBytes > Math.min(heldFileBytes, this.#freeBytes)) return known;
    const bytes = orIoError("read", source, () => readFileSync(source));
    this.#held.set(source, bytes);
    this.#freeBytes -= bytes.length;
    return bytes;
  }
}
