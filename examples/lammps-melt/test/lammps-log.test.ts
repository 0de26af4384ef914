import { expect, test } from "vitest";
import { meanOfLast, parseLog } from "../report/lammps-log.mjs";

// The form is that of LAMMPS 29 Sep 2021; since 2022 the titles are indented like the numbers.
const LOG = `LAMMPS (29 Sep 2021 - Update 2)
Step Temp Press PotEng TotEng
       0            9            9           -9            9
Loop time of 0.5 on 2 procs for 0 steps with 500 atoms
   Step          Temp          Press          PotEng         TotEng
       0            3          1.5           -6          -1.5
WARNING: something of no consequence (src/file.cpp:1)
      20            2            2           -5           -2
      40            1          4.5       -4e+00         -2.5
      60          1.5          5.5           -4         -2.5
Loop time of 0.398301 on 2 procs for 60 steps with 500 atoms

Performance: 3174860.300 tau/day, 7349.214 timesteps/s
Total wall time: 0:00:00
`;

test("the last run of a log is read, whatever the version's layout", () => {
  const run = parseLog(LOG);
  expect(run.columns).toEqual(["Step", "Temp", "Press", "PotEng", "TotEng"]);
  expect(run.rows.map(([step]) => step)).toEqual([0, 20, 40, 60]);
  expect(run.loopTimeSec).toBe(0.398301);
  expect(meanOfLast(run, "Press", 0.5)).toBe(5);
  expect(meanOfLast(run, "TotEng", 1)).toBe(-2.125);
});

test("a column that the log does not have is an error that says which there are", () => {
  expect(() => meanOfLast(parseLog(LOG), "Volume", 0.5)).toThrow(
    "no column Volume in the log, only Step Temp Press PotEng TotEng",
  );
});

test.each([
  ["is empty", "", "did not finish"],
  ["stops in the table", LOG.slice(0, LOG.lastIndexOf("Loop")), "did not finish"],
  ["has an error in the table", LOG.replace(/WARNING.*/, "ERROR: Lost atoms"), "ERROR: Lost atoms"],
  ["has a row cut short", LOG.replace("5.5           -4         -2.5", "5."), "not a row"],
  ["has a number that is none", LOG.replace("5.5", "nan"), "not a row"],
])("a log that %s is refused, not averaged", (_, text, message) => {
  expect(() => parseLog(text)).toThrow(message);
});
