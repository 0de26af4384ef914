// @ts-check An ensemble's directories, against a bare Node loop and a shell loop, in turn on the
// same disk.   node benchmarks/generate.mjs [directory]        needs packages/generate built; 2 GB
// are written and deleted 11 times SSX_BENCH_MEMBERS (2000) and SSX_BENCH_ROUNDS (3) make it
// smaller or steadier.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { attachFiles, generateMembers, mergeParamsTable, planFiles } from "@ssx/generate";
import { inTurn, print, ratio, timed } from "./measure.mjs";

/** @typedef {{ big: string, tagged: string, mesh: string }} Inputs */

const MEGABYTE = 2 ** 20;

/**
 * Each member gets a tagged file of 2 KB, a copy of 1 MB and a link; from SSX also `params.json`
 * and a row of `params.csv`.
 *
 * @param {string} [directory] on the file system to measure
 * @returns {Promise<{ toNodeLoop: number, toShellLoop: number }>} our time ÷ theirs
 */
export async function benchGenerate(directory = tmpdir()) {
  const members = Number(process.env.SSX_BENCH_MEMBERS ?? 2000);
  const rounds = Number(process.env.SSX_BENCH_ROUNDS ?? 3);
  const base = mkdtempSync(join(directory, "generate-"));
  spreadOverTheDisk(base);
  try {
    const inputs = writeInputs(base);
    const contestants = {
      node: () => inFreshDirectory(base, (root) => nodeLoop(root, members, inputs)),
      ssx: () => inFreshDirectory(base, (root) => ssx(root, members, inputs)),
      shell: () => inFreshDirectory(base, (root) => shellLoop(root, members, inputs)),
    };
    // Not counted: a virtual machine is given its memory page by page, on the first touch.
    await contestants.node();
    await contestants.ssx();
    const seconds = await inTurn(contestants, rounds);
    const toNodeLoop = ratio(seconds.ssx, seconds.node);
    const toShellLoop = ratio(seconds.ssx, seconds.shell);
    console.log(`\ngenerate ${members} members: 2 KB filled, 1 MB copied, a link, parameters`);
    for (const [name, each] of Object.entries(seconds))
      print(`${name}, each of ${rounds} rounds`, each.map((value) => value.toFixed(2)).join(" "));
    print("time ÷ that of mkdir and copy alone in a Node loop", toNodeLoop.toFixed(2), "≤ 1.1");
    print("time ÷ that of mkdir, cp, cp, ln in a shell loop", toShellLoop.toFixed(2), "≤ 0.4");
    return { toNodeLoop, toShellLoop };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/**
 * @param {string} base
 * @param {(root: string) => unknown} work
 */
async function inFreshDirectory(base, work) {
  const root = mkdtempSync(join(base, "run-"));
  const seconds = await timed(() => work(root));
  rmSync(root, { recursive: true });
  // Or the next one waits for the disk to take in this one's files.
  spawnSync("sync");
  return seconds;
}

/**
 * @param {string} root
 * @param {number} members
 * @param {Inputs} inputs
 */
async function ssx(root, members, { big, tagged, mesh }) {
  const files = planFiles(attachFiles({ toConfigure: tagged, toCopy: big, toSymlink: mesh }));
  const specs = Array.from({ length: members }, (_, index) => ({
    name: `m${index}`,
    directory: join(root, `m${index}`),
    params: { T: 1 + index / members, RHO: 0.8, SEED: index },
    files,
  }));
  await generateMembers(specs, { strict: true });
  const rows = specs.map(({ name, params }) => ({ member: name, directory: name, params }));
  await mergeParamsTable(join(root, "params.csv"), rows);
}

/**
 * @param {string} root
 * @param {number} members
 * @param {Inputs} inputs
 */
function nodeLoop(root, members, { big }) {
  for (let index = 0; index < members; index++) {
    mkdirSync(join(root, `m${index}`));
    copyFileSync(big, join(root, `m${index}`, "big.bin"));
  }
}

/**
 * @param {string} root
 * @param {number} members
 * @param {Inputs} inputs
 */
function shellLoop(root, members, { big, tagged, mesh }) {
  const script = `i=0
while [ "$i" -lt "$1" ]; do
  mkdir "m$i"; cp "$2" "m$i/"; cp "$3" "m$i/"; ln -s "$4" "m$i/"
  i=$((i + 1))
done`;
  const argv = ["-c", script, "sh", String(members), big, tagged, mesh];
  const { status, stderr } = spawnSync("sh", argv, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`the shell loop failed: ${stderr}`);
}

/**
 * @param {string} base
 * @returns {Inputs}
 */
function writeInputs(base) {
  const inputs = {
    big: join(base, "big.bin"),
    tagged: join(base, "in.cfg"),
    mesh: join(base, "mesh.dat"),
  };
  writeFileSync(inputs.big, Buffer.alloc(MEGABYTE, "0123456789abcdef"));
  const line = "# a line of an input file that says nothing at all to the program\n";
  writeFileSync(inputs.tagged, `temperature ;T;\ndensity ;RHO;\nseed ;SEED;\n${line.repeat(29)}`);
  writeFileSync(inputs.mesh, "nothing");
  return inputs;
}

/**
 * ext4 without a journal, as in many virtual machines, does not give out the inodes of files
 * deleted in the last minutes, and steps over them one by one at each creation: after a few deleted
 * trees that is all one would measure (15 times the usual time of a creation was seen). Directories
 * in one marked so go to other parts of the disk. On other file systems, and without the right to,
 * nothing happens.
 *
 * @param {string} base
 */
function spreadOverTheDisk(base) {
  spawnSync("chattr", ["+T", base], { stdio: "ignore" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchGenerate(process.argv[2]);
