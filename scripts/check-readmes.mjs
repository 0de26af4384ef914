// Type-checks every `ts` block of README.md, packages/*/README.md and docs/*.md against the packages' sources,
// or those of the files that it is given: node scripts/check-readmes.mjs [file.md…]

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { extractModules } from "./readme-blocks.mjs";
import { root } from "./toolchain.mjs";

const scratch = `.tools/readme-blocks-${process.pid}`;
const given = process.argv.slice(2).map((path) => relative(root, path));
const documents =
  given.length > 0
    ? given
    : ["README.md", ...inside("packages", "README.md"), ...markdownIn("docs")];

mkdirSync(join(root, scratch), { recursive: true });

/** Where the modules came from, by the names of the files they were written to. */
const origins = new Map();
let broken = 0;
for (const document of documents.filter((path) => existsSync(join(root, path)))) {
  try {
    for (const { line, source } of extractModules(readFileSync(join(root, document), "utf8"))) {
      const file = `${document.replace(/\W+/g, "-")}-${line}.ts`;
      origins.set(file, document);
      writeFileSync(join(root, scratch, file), source);
    }
  } catch (error) {
    broken += 1;
    console.log(`${document}: ${/** @type {Error} */ (error).message}`);
  }
}

if (origins.size > 0) broken += compile();
rmSync(join(root, scratch), { recursive: true, force: true });
console.log(`${origins.size} blocks, ${broken === 0 ? "all compile" : "with errors"}`);
process.exitCode = broken > 0 ? 1 : 0;

/** @returns {number} 0 when everything compiles */
function compile() {
  const config = {
    extends: "../../tsconfig.base.json",
    files: [...origins.keys()],
    compilerOptions: {
      // Each block is a module, whether or not it imports something.
      moduleDetection: "force",
      isolatedDeclarations: false,
      declaration: false,
      paths: sourcePaths(),
    },
  };
  writeFileSync(join(root, scratch, "tsconfig.json"), JSON.stringify(config, null, 2));
  const tsc = join(root, "node_modules/typescript-7/bin/tsc");
  const args = [tsc, "--pretty", "false", "-p", join(scratch, "tsconfig.json")];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
  });
  const complaint = /^\.tools\/readme-blocks-\d+\/([\w-]+\.ts)\((\d+),(\d+)\)/gm;
  const output = `${stdout}${stderr}`.replace(
    complaint,
    (_, file, line, column) => `${origins.get(file)}:${line}:${column}`,
  );
  if (output !== "") console.log(output.trimEnd());
  return status === 0 ? 0 : 1;
}

/** A README may name any of the packages, also those that its own package does not depend on. */
function sourcePaths() {
  /** @type {Record<string, string[]>} */
  const paths = {};
  for (const manifest of inside("packages", "package.json")) {
    const { name, exports } = JSON.parse(readFileSync(join(root, manifest), "utf8"));
    for (const [subpath, target] of Object.entries(exports)) {
      const source = target["@ssx/source"];
      if (source === undefined) continue;
      paths[name + subpath.slice(1)] = [join("../..", manifest, "..", source)];
    }
  }
  return paths;
}

/**
 * @param {string} parent
 * @param {string} file
 */
function inside(parent, file) {
  return readdirSync(join(root, parent))
    .map((name) => `${parent}/${name}/${file}`)
    .filter((path) => existsSync(join(root, path)));
}

/** @param {string} folder */
function markdownIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}
