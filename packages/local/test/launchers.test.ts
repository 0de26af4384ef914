import { expect, test } from "vitest";
import { runIn, userProject } from "./support/project.ts";

/** Prints what comes of each of these names of launchers. */
const PROGRAM = `
import { Experiment } from "@ssx/core";
import { names } from "./names.mjs";
for (const launcher of names) {
  try {
    const exp = await Experiment.create("named", launcher === null ? {} : { launcher });
    console.log(launcher, exp.launcher.name);
  } catch (error) {
    console.log(launcher, error.code, error.message);
  }
}
`;

const TOY = `
import { local } from "@ssx/local";
export const toy = () => ({ ...local(), name: "toy" });
`;

async function create(names: readonly (string | null)[]): Promise<string[]> {
  const manifest = (name: string) =>
    JSON.stringify({ name, type: "module", exports: "./index.js" });
  const project = userProject({
    "package.json": JSON.stringify({ type: "module" }),
    "main.mjs": PROGRAM,
    "names.mjs": `export const names = ${JSON.stringify(names)};\n`,
    "node_modules/ssx-launcher-toy/package.json": manifest("ssx-launcher-toy"),
    "node_modules/ssx-launcher-toy/index.js": TOY,
    "node_modules/@lab/ssx-launcher-toy/package.json": manifest("@lab/ssx-launcher-toy"),
    "node_modules/@lab/ssx-launcher-toy/index.js": TOY,
    "node_modules/ssx-launcher-none/package.json": manifest("ssx-launcher-none"),
    "node_modules/ssx-launcher-none/index.js": "export const none = () => ({});\n",
    "node_modules/ssx-launcher-broken/package.json": manifest("ssx-launcher-broken"),
    "node_modules/ssx-launcher-broken/index.js": 'import "not-there-at-all";\n',
  });
  const { exitCode, stdout, stderr } = await runIn(project, "main.mjs", []).ended;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout.trim().split("\n");
}

test("without a scheduler on the machine, a launcher that is not named is the local one", async () => {
  expect(await create(["auto", null, "local"])).toEqual([
    "auto local",
    "null local",
    "local local",
  ]);
});

test("somebody else's launcher is found by its package's name in the user's project", async () => {
  expect(await create(["ssx-launcher-toy", "@lab/ssx-launcher-toy"])).toEqual([
    "ssx-launcher-toy toy",
    "@lab/ssx-launcher-toy toy",
  ]);
});

test("a name that cannot be a launcher is refused, and so is a package that has none", async () => {
  const names = ["sulrm", "", "./local", "ssx-launcher-none", "ssx-launcher-missing"];
  const codes = (await create(names)).map((line) => /SSX_\w+/.exec(line)?.[0]);
  expect(codes).toEqual([
    "SSX_UNKNOWN_LAUNCHER",
    "SSX_UNKNOWN_LAUNCHER",
    "SSX_UNKNOWN_LAUNCHER",
    "SSX_NOT_A_LAUNCHER",
    "SSX_LAUNCHER_NOT_INSTALLED",
  ]);
});

test("a launcher that lacks something of its own says what, and not that it is missing", async () => {
  const [line] = await create(["ssx-launcher-broken"]);
  expect(line).toContain("ERR_MODULE_NOT_FOUND");
  expect(line).toContain("not-there-at-all");
});
