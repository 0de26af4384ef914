import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outputOf, quietExperiment, WAYS, type Way } from "./support/experiments.ts";
import { environmentProbe, probedEnvironment } from "./support/probe.ts";

/** Names that are no shell's identifiers, that shells own, and that shells act on. */
const HOSTILE_NAMES = [
  "a.b",
  "x-y",
  "-x",
  "0day",
  "é",
  " ",
  "a b",
  "$(touch pwned)",
  "BASH_FUNC_ls%%",
  ..."UID EUID PPID PWD OLDPWD RANDOM SRANDOM SECONDS LINENO EPOCHREALTIME SHLVL _".split(" "),
  ..."BASH_ENV BASHOPTS SHELLOPTS BASH_COMPAT BASH_XTRACEFD ENV POSIXLY_CORRECT".split(" "),
  ..."IFS PS4 PATH CDPATH HOME TERM LANG LC_ALL LANGUAGE TMOUT TZ LINES COLUMNS".split(" "),
  ..."OPTIND GROUPS DIRSTACK FUNCNAME FUNCNEST HISTCMD GLOBIGNORE EXECIGNORE".split(" "),
  ..."COMP_WORDS MAILCHECK IGNOREEOF PROMPT_COMMAND HOSTNAME PIPESTATUS REPLY".split(" "),
  ..."ssx_base ssx_vars ssx_log SSX_NOTES id name rc sig notes t n i".split(" "),
];

const HOSTILE_VALUES = [
  "",
  " ",
  "a\nb\n",
  "\r",
  "'",
  '"',
  "\\",
  "$HOME $(touch pwned) `touch pwned`",
  "~:~root",
  "*",
  "=",
  "() { :; }; touch pwned",
  "\u0001\u007f\u001b[0m",
  "ä 😀",
  "1",
];

const name = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc
    .string({ unit: "binary", minLength: 1, maxLength: 12 })
    .map((text) => `v${text.replaceAll(/[\0=]/g, "")}`),
);
const value = fc.oneof(
  fc.constantFrom(...HOSTILE_VALUES),
  fc.string({ unit: "binary", maxLength: 30 }).map((text) => text.replaceAll("\0", "")),
);

type Variables = Record<string, string>;

/** What one process for each set of variables found in its environment under these names. */
async function roundTrip(way: Way, sets: readonly Variables[]): Promise<Variables[]> {
  const exp = quietExperiment({ maxParallel: 4 });
  const probe = environmentProbe();
  const ensemble = exp.createEnsemble("e", {
    runSettings: exp.createRunSettings(probe),
    replicas: sets.length,
    ...(way === "a step" ? {} : { batchSettings: exp.createBatchSettings() }),
  });
  for (const [index, set] of sets.entries()) ensemble.at(index).runSettings.updateEnv(set);
  expect(await exp.start(ensemble)).toMatchObject({ ok: true });
  return [...ensemble].map((member, index) => {
    const found = probedEnvironment(outputOf(exp, member));
    const names = Object.keys(sets[index] as Variables);
    return Object.fromEntries(
      names.map((key) => [key, found.get(key)?.join(" AND ") ?? "MISSING"]),
    );
  });
}

describe.each(WAYS)("the environment of %s", (way) => {
  test("holds every variable as it was given, the worst ones among them", async () => {
    const pairs = HOSTILE_NAMES.map(
      (key, index) => [key, HOSTILE_VALUES[index % HOSTILE_VALUES.length] as string] as const,
    );
    const sets = [pairs, ...chunks(pairs, 5)].map((chunk) => Object.fromEntries(chunk));
    expect(await roundTrip(way, sets)).toEqual(sets);
  });

  test("holds every variable as it was given, whatever it is", async () => {
    const sets = fc.array(fc.dictionary(name, value, { maxKeys: 15, noNullPrototype: true }), {
      minLength: 20,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(sets, async (given) => {
        expect(await roundTrip(way, given)).toEqual(given);
      }),
      { numRuns: 2, seed: 20_261_124, endOnFailure: true },
    );
  });
});

function chunks<T>(list: readonly T[], size: number): T[][] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, i) => list.slice(i * size, (i + 1) * size));
}
