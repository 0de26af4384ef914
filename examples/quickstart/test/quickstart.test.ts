import { type ExecFileException, execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DOMParser } from "@xmldom/xmldom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("../main.mjs", import.meta.url));
let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "ssx-quickstart-"));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** Runs the example as a person does, against the built packages. */
function quickstart(directory: string, env: NodeJS.ProcessEnv = process.env) {
  return new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) =>
      resolve({ exitCode: error ? error.code : 0, stdout, stderr });
    execFile(process.execPath, [main, directory], { env }, done);
  });
}

/** Rows by the titles of their columns. */
async function readCsv(file: string): Promise<Record<string, string>[]> {
  const [titles = [], ...rows] = (await readFile(file, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => line.trim().split(","));
  return rows.map((row) => Object.fromEntries(titles.map((title, i) => [title, row[i] ?? ""])));
}

describe("a run", { timeout: 120_000 }, () => {
  let directory: string;
  let outcome: Awaited<ReturnType<typeof quickstart>>;
  let rows: Record<string, string>[];

  beforeAll(async () => {
    directory = join(parent, "run");
    outcome = await quickstart(directory);
    expect(outcome, outcome.stderr).toMatchObject({ exitCode: 0 });
    rows = await readCsv(join(directory, "accuracy.csv"));
  }, 120_000);

  test("completes every member and says where the table and the picture are", () => {
    const names = Array.from({ length: 24 }, (_, i) => `training/training_${i}`);
    expect(rows.map((row) => row.member).sort()).toEqual(names.sort());
    for (const name of names) expect(outcome.stdout).toMatch(new RegExp(`^${name} .*\\d$`, "m"));
    expect(outcome.stdout).toContain(join(directory, "accuracy.csv"));
    expect(outcome.stdout).toContain(join(directory, "accuracy.svg"));
  });

  test("finds a network that recognises more than 95 % of the penguins held out", () => {
    const accuracies = rows.map((row) => Number(row.accuracy));
    expect(accuracies[0]).toBeGreaterThan(0.95);
    expect(accuracies).toEqual([...accuracies].sort((a, b) => b - a));
    const slowest = rows.reduce((a, b) => (Number(a.LR) < Number(b.LR) ? a : b));
    expect(Number(slowest.accuracy)).toBeLessThan(0.6);
  });

  test("reports for each member what stands in its own files", async () => {
    const given = await readCsv(join(directory, "params.csv"));
    for (const { member, LR, L2, accuracy, epochs } of rows) {
      const path = join(directory, String(member));
      const params = JSON.parse(await readFile(join(path, "params.json"), "utf8"));
      const toml = await readFile(join(path, "train.toml"), "utf8");
      const result = JSON.parse(await readFile(join(path, "result.json"), "utf8"));
      expect(toml).toContain(`learning_rate = ${params.LR}\n`);
      expect(toml).toContain(`l2 = ${params.L2}\n`);
      expect({ LR, L2 }).toEqual({ LR: String(params.LR), L2: String(params.L2) });
      expect(given).toContainEqual(expect.objectContaining({ LR, L2 }));
      expect(Number(accuracy)).toBe(result.accuracy);
      expect(Number(epochs)).toBe(result.epochs);
    }
  });

  test("draws a well-formed picture with one mark per member and the best one ringed", async () => {
    const document = new DOMParser({
      onError: (level, message) => {
        throw new Error(`${level}: ${message}`);
      },
    }).parseFromString(await readFile(join(directory, "accuracy.svg"), "utf8"), "image/svg+xml");
    const groups = [...document.getElementsByTagName("g")];
    const [best, ...others] = groups.filter((g) => g.getAttribute("class") === "best");
    const members = groups.filter((g) => g.getAttribute("class") === "member");
    expect(others).toEqual([]);
    expect(members).toHaveLength(24);
    const centre = (g = best) =>
      ["cx", "cy"].map((a) => g?.getElementsByTagName("circle")[0]?.getAttribute(a));
    const ringed = members.filter((g) => String(centre(g)) === String(centre()));
    expect(ringed.map((g) => g.textContent?.split(":")[0])).toEqual([rows[0]?.member]);
  });

  test("is not touched by a second one that is sent to the same directory", async () => {
    const before = await readFile(join(directory, "accuracy.csv"), "utf8");
    const second = await quickstart(directory);
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toContain(`${directory} is not empty`);
    expect(await readFile(join(directory, "accuracy.csv"), "utf8")).toBe(before);
  });
});

test("a member that fails is named with the end of its error output", {
  timeout: 60_000,
}, async () => {
  const bin = join(parent, "bin");
  await mkdir(bin);
  const node = `#!/bin/sh
case "$PWD" in */training_5) echo "the disk is on fire" >&2; exit 3;; esac
`;
  await writeFile(join(bin, "node"), node, { mode: 0o755 });
  const path = `${bin}${delimiter}${process.env.PATH}`;
  const { exitCode, stderr } = await quickstart(join(parent, "failing"), {
    ...process.env,
    PATH: path,
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("1 of 24 members did not complete");
  expect(stderr).toMatch(/training_5: failed exit code 3\n\s+the disk is on fire/);
});
