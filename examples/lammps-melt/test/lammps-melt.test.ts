import { type ExecFileException, execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingPrograms } from "../requirements.mjs";

/**
 * Pressure of this very fluid (cut and shifted at 2.5) by its equation of state:
 * Thol, Rutkai, Span, Vrabec, Lustig, Int. J. Thermophys. 36, 25 (2015).
 */
const PUBLISHED: readonly (readonly [T: number, RHO: number, pressure: number])[] = [
  [1.5, 0.6, 1.149],
  [1.5, 0.7, 2.108],
  [1.5, 0.8, 3.947],
  [2, 0.6, 2.14],
  [2, 0.7, 3.55],
  [2, 0.8, 5.971],
  [2.5, 0.6, 3.084],
  [2.5, 0.7, 4.9],
  [2.5, 0.8, 7.84],
];

const main = fileURLToPath(new URL("../main.mjs", import.meta.url));
const missing = missingPrograms(process.env.PATH);
// Where the project itself is checked, LAMMPS has to be there: the run then fails with its message.
const mustRun = process.env.CI === "true" || process.env.SSX_CI === "1";
let parent: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "ssx-lammps-melt-"));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** Runs the example as a person does, against the built packages. */
function lammpsMelt(directory: string, env: NodeJS.ProcessEnv = process.env) {
  return new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) =>
      resolve({ exitCode: error ? error.code : 0, stdout, stderr });
    execFile(process.execPath, [main, directory], { env }, done);
  });
}

async function readCsv(file: string): Promise<Record<string, string>[]> {
  const [titles = [], ...rows] = (await readFile(file, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => line.trim().split(","));
  return rows.map((row) => Object.fromEntries(titles.map((title, i) => [title, row[i] ?? ""])));
}

test("without LAMMPS it says what to install, and makes nothing", async () => {
  const directory = join(parent, "without");
  const { exitCode, stderr } = await lammpsMelt(directory, { ...process.env, PATH: parent });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("not found on PATH: lmp, mpirun\n");
  expect(stderr).toContain("apt-get install --no-install-recommends lammps openmpi-bin\n");
  expect(await readdir(parent)).toEqual([]);
});

describe.skipIf(missing && !mustRun)(
  `a run of LAMMPS${missing && !mustRun ? " (skipped: lmp or mpirun is not installed)" : ""}`,
  { timeout: 300_000 },
  () => {
    let directory: string;
    let outcome: Awaited<ReturnType<typeof lammpsMelt>>;
    let rows: Record<string, string>[];

    beforeAll(async () => {
      directory = join(parent, "run");
      outcome = await lammpsMelt(directory);
      expect(outcome, outcome.stderr).toMatchObject({ exitCode: 0 });
      rows = await readCsv(join(directory, "results.csv"));
    }, 300_000);

    test("gives one row for each temperature and density, joined to the member's parameters", async () => {
      expect(rows.map(({ T, RHO }) => [Number(T), Number(RHO)])).toEqual(
        PUBLISHED.map(([T, RHO]) => [T, RHO]),
      );
      const given = await readCsv(join(directory, "params.csv"));
      const pick = ({ T, RHO }: Record<string, string>) => ({ T, RHO });
      expect(given.map(pick)).toEqual(rows.map(pick));
      for (const { member } of rows) expect(outcome.stdout).toMatch(new RegExp(`^${member} `, "m"));
      expect(outcome.stdout).toContain(join(directory, "results.csv"));
    });

    test("ran each member in two MPI ranks, by its own temperature and density", async () => {
      for (const { member, T, RHO } of rows) {
        const log = await readFile(join(directory, String(member), "log.lammps"), "utf8");
        expect(log).toMatch(/^Loop time of \S+ on 2 procs for 4000 steps with 500 atoms$/m);
        expect(log).toMatch(new RegExp(`^fix +1 all nvt temp ${T} ${T} 0.5$`, "m"));
        expect(log).toMatch(new RegExp(`^lattice +fcc ${RHO}$`, "m"));
      }
    });

    test("reports the numbers that stand in the logs", async () => {
      for (const row of rows) {
        const log = await readFile(join(directory, `${row.member}`, "log.lammps"), "utf8");
        // Read here in another way than in the example: by the step numbers in the first column.
        const table = [...log.matchAll(/^ +(\d+) +(\S+) +(\S+) +(\S+) +(\S+) *$/gm)]
          .map((match) => match.slice(1).map(Number))
          .filter(([step = 0]) => step > 2000);
        expect(table).toHaveLength(100);
        const mean = (column: number) =>
          table.reduce((sum, line) => sum + (line[column] ?? Number.NaN), 0) / table.length;
        expect(Number(row.temperature)).toBeCloseTo(mean(1), 3);
        expect(Number(row.pressure)).toBeCloseTo(mean(2), 3);
        expect(Number(row.energy)).toBeCloseTo(mean(4), 3);
        expect(log).toContain(`Loop time of ${row.loop_time_sec} on`);
      }
    });

    test("holds the temperature, and gives the published pressures", () => {
      for (const [i, [T, , published]] of PUBLISHED.entries()) {
        const { temperature, pressure } = rows[i] ?? {};
        expect(Math.abs(Number(temperature) - T), `temperature of row ${i}`).toBeLessThan(0.1);
        // Three times what the mean of so short a run of 500 atoms is off by.
        const allowed = 0.06 + 0.03 * published;
        expect(Math.abs(Number(pressure) - published), `pressure of row ${i}`).toBeLessThan(
          allowed,
        );
      }
    });

    test("finds more pressure at a higher temperature, and at a higher density", () => {
      const at = (t: number, rho: number) =>
        Number(rows.find(({ T, RHO }) => Number(T) === t && Number(RHO) === rho)?.pressure);
      for (const rho of [0.6, 0.7, 0.8]) {
        expect(at(2, rho)).toBeGreaterThan(at(1.5, rho));
        expect(at(2.5, rho)).toBeGreaterThan(at(2, rho));
      }
      for (const t of [1.5, 2, 2.5]) {
        expect(at(t, 0.7)).toBeGreaterThan(at(t, 0.6));
        expect(at(t, 0.8)).toBeGreaterThan(at(t, 0.7));
      }
    });
  },
);
