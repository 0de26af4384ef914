// How long @ssx/generate takes for an ensemble, against a bare Node loop and a shell loop:
//   node benchmarks/generate.mjs            needs packages/generate built; writes and deletes 2 GB per measurement
// SSX_BENCH_MEMBERS (2000), SSX_BENCH_ROUNDS (3) and SSX_BENCH_DIR (the system's temporary directory) change it.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ big: string, tagged: string, mesh: string }} Inputs
 * @typedef {"ssx" | "node" | "shell"} Way
 * @typedef {{ members: number, rounds: number, medianMs: Record<Way, number>, ssxToNode: number, ssxToShell: number }} Result
 */

const megabyte = 1024 * 1024;

/** What the two references must leave us: at most 1.1 × the bare loop, at most 0.4 × the shell. */
export const limits = { ssxToNode: 1.1, ssxToShell: 0.4 };

/**
 * Each member gets a tagged file of 2 KB, a copy of 1 MB and a link; with SSX `params.json` and a row of `params.csv` too.
 *
 * @param {{ members?: number, rounds?: number, directory?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<Result>}
 */
export async function benchmarkGenerate({
  members = numberFrom("SSX_BENCH_MEMBERS", 2000),
  rounds = numberFrom("SSX_BENCH_ROUNDS", 3),
  directory = process.env.SSX_BENCH_DIR ?? tmpdir(),
  log = console.log,
} = {}) {
  const ssx = await loadBuilt();
  const base = mkdtempSync(join(directory, "ssx-bench-generate-"));
  spreadOverTheDisk(base);
  /** @type {Record<Way, number[]>} */
  const timesMs = { ssx: [], node: [], shell: [] };
  try {
    const inputs = writeInputs(base);
    /** @type {Record<Way, (root: string) => unknown>} */
    const ways = {
      ssx: (root) => withSsx(ssx, root, members, inputs),
      node: (root) => withNode(root, members, inputs),
      shell: (root) => withShell(root, members, inputs),
    };
    for (let round = 1; round <= rounds; round += 1) {
      for (const [way, run] of entries(ways)) {
        const root = join(base, `${way}-${round}`);
        mkdirSync(root);
        const startMs = performance.now();
        await run(root);
        timesMs[way].push(performance.now() - startMs);
        rmSync(root, { recursive: true });
        // Otherwise the next one waits for the disk to take in this one's deletions.
        spawnSync("sync");
      }
      const row = entries(timesMs).map(([way, times]) => `${way} ${seconds(times.at(-1) ?? 0)}`);
      log(`round ${round}: ${row.join("  ")}`);
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }

  const medianMs = {
    ssx: median(timesMs.ssx),
    node: median(timesMs.node),
    shell: median(timesMs.shell),
  };
  const ssxToNode = medianMs.ssx / medianMs.node;
  const ssxToShell = medianMs.ssx / medianMs.shell;
  log(
    `${members} members, medians of ${rounds}: ssx ${seconds(medianMs.ssx)}  node ${seconds(medianMs.node)}  ` +
      `shell ${seconds(medianMs.shell)}`,
  );
  log(`ssx / node loop  ${ssxToNode.toFixed(2)}  (at most ${limits.ssxToNode})`);
  log(`ssx / shell loop ${ssxToShell.toFixed(2)}  (at most ${limits.ssxToShell})`);
  return { members, rounds, medianMs, ssxToNode, ssxToShell };
}

/**
 * @param {typeof import("../packages/generate/src/index.ts")} ssx
 * @param {string} root
 * @param {number} members
 * @param {Inputs} inputs
 */
async function withSsx(ssx, root, members, { big, tagged, mesh }) {
  const files = ssx.planFiles(
    ssx.attachFiles({ toConfigure: tagged, toCopy: big, toSymlink: mesh }),
  );
  const specs = Array.from({ length: members }, (_, index) => ({
    name: `m${index}`,
    directory: join(root, `m${index}`),
    params: { T: 1 + index / members, RHO: 0.8, SEED: index },
    files,
  }));
  await ssx.generateMembers(specs, { strict: true });
  const rows = specs.map(({ name, params }) => ({ member: name, directory: name, params }));
  await ssx.mergeParamsTable(join(root, "params.csv"), rows);
}

/**
 * Only the directories and the large copies.
 *
 * @param {string} root
 * @param {number} members
 * @param {Inputs} inputs
 */
function withNode(root, members, { big }) {
  for (let index = 0; index < members; index += 1) {
    mkdirSync(join(root, `m${index}`));
    copyFileSync(big, join(root, `m${index}`, "big.bin"));
  }
}

/**
 * @param {string} root
 * @param {number} members
 * @param {Inputs} inputs
 */
function withShell(root, members, { big, tagged, mesh }) {
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
  const [big, tagged, mesh] = ["big.bin", "in.cfg", "mesh.dat"].map((name) => join(base, name));
  writeFileSync(big, Buffer.alloc(megabyte, "0123456789abcdef"));
  const filler = "# a line of an input file that says nothing at all to the program\n".repeat(29);
  writeFileSync(tagged, `temperature ;T;\ndensity ;RHO;\nseed ;SEED;\n${filler}`);
  writeFileSync(mesh, "nothing");
  return { big, tagged, mesh };
}

/**
 * ext4 without a journal (many virtual machines) does not give out the inodes of files deleted in the last minutes and
 * searches through them on each creation: after a few deleted trees that is all one would measure. Directories in one
 * marked so go to other parts of the disk. Elsewhere, and without the right to, nothing happens.
 *
 * @param {string} base
 */
function spreadOverTheDisk(base) {
  spawnSync("chattr", ["+T", base], { stdio: "ignore" });
}

/** @returns {Promise<typeof import("../packages/generate/src/index.ts")>} */
async function loadBuilt() {
  return import(new URL("../packages/generate/dist/index.js", import.meta.url).href);
}

/**
 * @param {string} variable
 * @param {number} otherwise
 */
function numberFrom(variable, otherwise) {
  const given = Number(process.env[variable] ?? otherwise);
  if (!Number.isInteger(given) || given < 1)
    throw new RangeError(`${variable} must be a whole number from 1, got ${process.env[variable]}`);
  return given;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = sorted.slice(middle - 1 + (sorted.length % 2), middle + 1);
  return sorted.length % 2 === 1 ? low : (low + high) / 2;
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}

/**
 * @template T
 * @param {Record<Way, T>} record
 */
function entries(record) {
  // The keys of a literal typed so are known, which Object.entries does not say.
  return /** @type {[Way, T][]} */ (Object.entries(record));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ssxToNode, ssxToShell } = await benchmarkGenerate();
  if (ssxToNode > limits.ssxToNode || ssxToShell > limits.ssxToShell) process.exitCode = 1;
}
