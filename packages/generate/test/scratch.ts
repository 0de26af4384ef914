import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** A directory of its own for each test of a file, gone afterwards. */
export interface Scratch {
  path(...parts: string[]): string;
  /** Writes a file, with the directories above it, and gives its path. */
  file(name: string, content?: string | Uint8Array, mode?: number): string;
}

export function useScratch(): Scratch {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "ssx-generate-test-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const path = (...parts: string[]): string => join(root, ...parts);
  return {
    path,
    file(name, content = "", mode = 0o644) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content, { mode });
      return path(name);
    },
  };
}

/**
 * Everything below a directory: what it holds for a file, `-> target` for a link, `/` for a
 * directory.
 */
export function treeOf(directory: string): Record<string, string> {
  const tree: Record<string, string> = {};
  const walk = (relative: string): void => {
    for (const name of readdirSync(join(directory, relative)).sort()) {
      const path = join(relative, name);
      const full = join(directory, path);
      const stats = lstatSync(full);
      if (stats.isSymbolicLink()) tree[path] = `-> ${readlinkSync(full)}`;
      else if (stats.isDirectory()) {
        tree[path] = "/";
        walk(path);
      } else tree[path] = readFileSync(full, "latin1");
    }
  };
  walk("");
  return tree;
}

/** Permission bits. */
export function modeOf(path: string): number {
  return lstatSync(path).mode & 0o7777;
}
