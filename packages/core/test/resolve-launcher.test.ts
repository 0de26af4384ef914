import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { resolveLauncher } from "../src/resolve-launcher.ts";

const code = (code: string) => expect.objectContaining({ code });
const home = process.cwd();
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(realpathSync(tmpdir()), "ssx-resolve-"));
  process.chdir(project);
  vi.stubEnv("PATH", project);
});
afterEach(() => {
  vi.unstubAllEnvs();
  process.chdir(home);
  rmSync(project, { recursive: true });
});

/** A package in the user's project, as another person would publish it. */
function install(
  name: string,
  source: string,
  manifest: object = { exports: { import: "./i.js" } },
) {
  const directory = join(project, "node_modules", name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, "package.json"),
    JSON.stringify({ name, type: "module", ...manifest }),
  );
  writeFileSync(join(directory, "i.js"), source);
}

const launcher = (name: string, detected: boolean) =>
  `export const ${name} = () => ({ [Symbol.for("@ssx/launcher")]: true, name: "${name}", detect: async () => ${detected} });`;

describe("by name", () => {
  test("a launcher of the user's project is found there", async () => {
    install("@ssx/slurm", launcher("slurm", true));
    expect(await resolveLauncher("slurm")).toMatchObject({ name: "slurm" });
  });

  test.each([{ exports: "./i.js" }, { exports: { ".": { default: "./i.js" } } }, { main: "i.js" }])(
    "and by whichever entry its manifest has: %j",
    async (manifest) => {
      install("ssx-launcher-flux", launcher("flux", true), manifest);
      expect(await resolveLauncher("ssx-launcher-flux")).toMatchObject({ name: "flux" });
    },
  );

  test("a name that nobody has is refused with the names there are", async () => {
    await expect(resolveLauncher("slrum")).rejects.toThrow(code("SSX_UNKNOWN_LAUNCHER"));
    await expect(resolveLauncher("slrum")).rejects.toThrow(/"slurm"/);
  });

  test("one that is not installed says how to install it", async () => {
    await expect(resolveLauncher("pbs")).rejects.toThrow(code("SSX_LAUNCHER_NOT_INSTALLED"));
    await expect(resolveLauncher("pbs")).rejects.toThrow("npm install @ssx/pbs");
  });

  test("one that lacks a dependency of its own shows that, and is not called absent", async () => {
    install("@ssx/lsf", 'import "not-there-at-all"; export const lsf = 1;');
    await expect(resolveLauncher("lsf")).rejects.toThrow("not-there-at-all");
  });

  test("a package that makes no launcher is refused", async () => {
    install("@ssx/cobalt", "export const cobalt = () => ({});");
    await expect(resolveLauncher("cobalt")).rejects.toThrow(code("SSX_NOT_A_LAUNCHER"));
  });
});

describe("auto", () => {
  beforeEach(() => {
    const scope = join(project, "node_modules", "@ssx");
    mkdirSync(scope, { recursive: true });
    install("@ssx/local", launcher("local", true));
  });

  test("takes the scheduler that is there", async () => {
    install("@ssx/slurm", launcher("slurm", false));
    install("@ssx/lsf", launcher("lsf", true));
    expect(await resolveLauncher("auto")).toMatchObject({ name: "lsf" });
  });

  test("takes this machine where there is none", async () => {
    install("@ssx/slurm", launcher("slurm", false));
    expect(await resolveLauncher("auto")).toMatchObject({ name: "local" });
  });

  test("runs nothing on a cluster's machine because its launcher is not installed", async () => {
    writeFileSync(join(project, "sbatch"), "#!/bin/sh\n", { mode: 0o755 });
    await expect(resolveLauncher("auto")).rejects.toThrow(code("SSX_LAUNCHER_NOT_INSTALLED"));
    await expect(resolveLauncher("auto")).rejects.toThrow("@ssx/slurm");
  });
});
