import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputOf, quietExperiment, shellModel, WAYS } from "./support/experiments.ts";

const NAMES = [
  "a b",
  " leading",
  "trailing ",
  "it's",
  'quo"te',
  "$(touch pwned)",
  "`touch pwned`",
  "$HOME",
  "; touch pwned;",
  "a & b | c",
  "*",
  "~",
  "!",
  "#",
  "%s",
  "-n",
  "--",
  "x=1",
  "<in>",
  "(p){q}[r]",
  "ünï😀",
  "line\u2028line",
  "x".repeat(200),
];

describe.each(WAYS)("the name of %s", (way) => {
  test("is its directory and its output files, whatever is in it", async () => {
    const exp = quietExperiment();
    const models = NAMES.map((name) => shellModel(exp, name, "pwd; echo err >&2", { way }));
    expect(await exp.start(models)).toMatchObject({ ok: true });

    for (const [index, model] of models.entries()) {
      expect(outputOf(exp, model)).toBe(`${join(exp.path, NAMES[index] as string)}\n`);
      expect(readdirSync(model.path)).toEqual(
        expect.arrayContaining([`${model.name}.out`, `${model.name}.err`]),
      );
      expect(existsSync(join(model.path, "pwned"))).toBe(false);
    }
    expect(readdirSync(exp.path).sort()).toEqual([".ssx", ...NAMES].sort());
  });
});

test("an ensemble as one job may have any name too", async () => {
  const exp = quietExperiment();
  const ensembles = NAMES.map((name) =>
    exp.createEnsemble(name, {
      replicas: 2,
      runSettings: exp.createRunSettings("pwd"),
      batchSettings: exp.createBatchSettings({ queue: "$(touch pwned) 'q\"", account: "; false" }),
    }),
  );
  expect(await exp.start(ensembles)).toMatchObject({ ok: true, completed: 2 * NAMES.length });

  for (const ensemble of ensembles) {
    for (const member of ensemble) expect(outputOf(exp, member)).toBe(`${member.path}\n`);
  }
  expect(readdirSync(exp.path).sort()).toEqual([".ssx", ...NAMES].sort());
});
