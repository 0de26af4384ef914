import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Driver, startProgram } from "./driver.ts";
import { scratchDirectory } from "./scratch.ts";

const packages = fileURLToPath(new URL("../../../", import.meta.url));

/** A user's project: a directory with these files, and the packages installed. */
export function userProject(files: Readonly<Record<string, string>>): string {
  const directory = join(scratchDirectory(), "project");
  mkdirSync(join(directory, "node_modules/@ssx"), { recursive: true });
  for (const name of ["core", "local", "generate", "settings"]) {
    symlinkSync(join(packages, name), join(directory, "node_modules/@ssx", name));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

/** Runs one of a project's programs, with nothing on the PATH but what it names. */
export function runIn(project: string, program: string, programs: readonly string[]): Driver {
  const bin = join(scratchDirectory(), "bin");
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, "node"));
  for (const name of programs) symlinkSync(join("/bin", name), join(bin, name));
  return startProgram([program], { cwd: project, env: { PATH: bin } });
}

/** The TypeScript of a README, block by block; what is in ours is JavaScript as well. */
export function readmeBlocks(path: string): string[] {
  const text = readFileSync(join(packages, path), "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => match[1] as string);
}
