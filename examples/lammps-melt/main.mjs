// @ts-check
// Runs LAMMPS on a Lennard-Jones fluid at 3 temperatures × 3 densities, two MPI ranks each.
//   node main.mjs [directory]     a new or empty one; without it run/1, run/2, …
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Experiment, linspace } from "@ssx/core";
import { local } from "@ssx/local";
import { failures } from "./report/failures.mjs";
import { readResult } from "./report/results.mjs";
import { alignedTable, csv } from "./report/table.mjs";
import { missingPrograms } from "./requirements.mjs";
import { runDirectory } from "./run-directory.mjs";

const missing = missingPrograms(process.env.PATH);
if (missing) giveUp(new Error(missing));

const directory = await runDirectory(process.argv[2]).catch(giveUp);
// One at a time: each member takes two cores, and two of them at once would only slow each other.
const exp = new Experiment("lammps-melt", { launcher: local({ maxParallel: 1 }), path: directory });

const melt = exp.createEnsemble("melt", {
  params: { T: linspace(1.5, 2.5, 3), RHO: [0.6, 0.7, 0.8] },
  permStrategy: "all_perm",
  runSettings: exp.createRunSettings("lmp", {
    exeArgs: ["-in", "in.melt"],
    runCommand: "mpirun",
    // Also on a machine with one core; and without pinning, which some containers forbid.
    runArgs: { np: 2, oversubscribe: null, "bind-to": "none" },
    // A rank that waits gives its core away: on a busy laptop the other one needs it.
    env: { OMPI_MCA_mpi_yield_when_idle: "1", OMP_NUM_THREADS: "1", ...allowRoot() },
  }),
});
melt.attachGeneratorFiles({
  toConfigure: [fileURLToPath(new URL("task/in.melt", import.meta.url))],
});
await exp.generate(melt, { tag: ";" });
await exp.start(melt, { block: true, summary: true });

const failed = failures(exp, melt);
if (failed) {
  console.error(failed);
  process.exitCode = 1;
} else {
  await report();
}

async function report() {
  const results = await Promise.all([...melt].map(readResult));
  const rows = [
    ["member", "T", "RHO", "temperature", "pressure", "energy", "loop_time_sec"],
    ...results.map((result) => [
      result.member,
      String(result.T),
      String(result.RHO),
      result.temperature.toFixed(4),
      result.pressure.toFixed(4),
      result.energy.toFixed(4),
      String(result.loopTimeSec),
    ]),
  ];
  const table = join(exp.path, "results.csv");
  await writeFile(table, csv(rows));
  console.log(`\n${alignedTable(rows)}\nTable: ${table}`);
}

/** Open MPI refuses to run as root, as one is in most containers, unless it is told twice. */
function allowRoot() {
  return process.getuid?.() === 0
    ? { OMPI_ALLOW_RUN_AS_ROOT: "1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: "1" }
    : {};
}

/**
 * @param {Error} error
 * @returns {never}
 */
function giveUp({ message }) {
  console.error(message);
  process.exit(1);
}
