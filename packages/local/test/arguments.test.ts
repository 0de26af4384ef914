import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quietExperiment, WAYS, type Way } from "./support/experiments.ts";
import { argumentsProbe, probedArguments } from "./support/probe.ts";

/** What shells, kernels and terminals have a meaning for. */
const HOSTILE = [
  "",
  " ",
  "-",
  "--",
  "-n",
  "--help",
  "*",
  "?",
  "[a]",
  "{a,b}",
  "~",
  "~root",
  "!",
  "!!",
  "#",
  "$HOME",
  "$$",
  "$(touch pwned)",
  "`touch pwned`",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
  "${IFS}",
  "'",
  "''",
  '"',
  "\\",
  "\\n",
  "a\nb",
  "\n",
  "a\r\nb",
  "\r",
  "\t",
  "\u0001",
  "\u007f",
  "\u0001\u007f\u0001",
  "\u001b[31m",
  "\u0085",
  "\u2028",
  "ä 😀 \u{10ffff}",
  "%s%n",
  "a=b",
  "; exit 9",
  "&& false",
  "| cat",
  "> out",
  "<in",
  "(x)",
  "'\n'\\''\"",
  "x".repeat(100 * 1024),
];

const argument: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => text.replaceAll("\0", "")),
  fc.array(fc.constantFrom(...HOSTILE.slice(0, -1)), { maxLength: 6 }).map((part) => part.join("")),
);

/** One process for each list. */
async function roundTrip(way: Way, lists: readonly (readonly string[])[]): Promise<string[][]> {
  const exp = quietExperiment({ maxParallel: 4 });
  const ensemble = exp.createEnsemble("e", {
    runSettings: exp.createRunSettings(argumentsProbe()),
    replicas: lists.length,
    ...(way === "a step" ? {} : { batchSettings: exp.createBatchSettings() }),
  });
  for (const [index, list] of lists.entries()) ensemble.at(index).runSettings.addExeArgs(list);
  expect(await exp.start(ensemble)).toMatchObject({ ok: true });
  return [...ensemble].map(probedArguments);
}

describe.each(WAYS)("arguments of %s", (way) => {
  test("arrive as they were given, the worst ones alone and together", async () => {
    const alone = HOSTILE.filter((_, index) => index % 4 === 0).map((text) => [text]);
    const lists = [[], HOSTILE, [...HOSTILE].reverse(), ...alone];
    expect(await roundTrip(way, lists)).toEqual(lists);
  });

  test("arrive as they were given, whatever they are", async () => {
    const lists = fc.array(fc.array(argument, { maxLength: 20 }), { minLength: 25, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(lists, async (given) => {
        expect(await roundTrip(way, given)).toEqual(given);
      }),
      { numRuns: 2, seed: 20_261_124, endOnFailure: true },
    );
  });
});

test("a string of arguments is split at blanks and nothing in it is expanded", async () => {
  const exp = quietExperiment();
  const exeArgs = ` a  'b c' "$HOME"\t*\n~ `;
  const model = exp.createModel("m", exp.createRunSettings(argumentsProbe(), { exeArgs }));
  await exp.start(model);

  expect(probedArguments(model)).toEqual(["a", "'b", "c'", '"$HOME"', "*", "~"]);
});
