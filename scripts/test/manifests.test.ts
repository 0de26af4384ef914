import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

interface Manifest {
  readonly folder: string;
  readonly name: string;
  readonly license?: string;
  readonly exports?: unknown;
  readonly files?: unknown;
  readonly engines?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What a package may depend on; one that is not listed is a launcher. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  "@ssx/settings": [],
  "@ssx/generate": [],
  "@ssx/core": ["@ssx/settings", "@ssx/generate"],
  "@ssx/launcher-kit": ["@ssx/core"],
};
const launcherArrows = ["@ssx/core", "@ssx/settings", "@ssx/generate"];

const manifests = readdirSync("packages").map((name): Manifest => {
  const folder = `packages/${name}`;
  return { ...JSON.parse(readFileSync(`${folder}/package.json`, "utf8")), folder };
});

describe.each(manifests)("$name", (manifest) => {
  test("depends only on what its arrows point to", () => {
    const { dependencies, peerDependencies, optionalDependencies } = manifest;
    const siblings = Object.keys({
      ...dependencies,
      ...peerDependencies,
      ...optionalDependencies,
    }).filter((name) => name.startsWith("@ssx/"));
    const allowed = arrows[manifest.name] ?? launcherArrows;
    expect(siblings.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test("is published like its siblings", () => {
    const files = readdirSync(manifest.folder);
    expect(["LICENSE", "README.md"].filter((file) => !files.includes(file))).toEqual([]);
    expect(manifest).toMatchObject({
      license: "MIT",
      type: "module",
      sideEffects: false,
      files: ["dist", "src"],
      engines: { node: ">=20.19" },
      exports: { "./package.json": "./package.json" },
    });
  });
});

test("the lockfile holds no addresses: they would tie it to one registry", () => {
  const lines = readFileSync("pnpm-lock.yaml", "utf8").split("\n");
  expect(lines.filter((line) => /tarball:|https?:\/\//.test(line))).toEqual([]);
});
