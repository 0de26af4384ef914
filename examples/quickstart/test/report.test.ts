import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { expect, onTestFinished, test } from "vitest";
import { viridis } from "../report/colour.mjs";
import { bestFirst } from "../report/results.mjs";
import { accuracyChart } from "../report/svg.mjs";
import { alignedTable } from "../report/table.mjs";
import { runDirectory } from "../run-directory.mjs";

const result = (member: string, accuracy: number, loss: number | null, LR = 0.1) => ({
  member,
  LR,
  L2: 0,
  accuracy,
  loss,
  epochs: 30,
});

test("the best is the most accurate, then the surest; one that diverged comes last", () => {
  const sorted = [
    result("diverged", 0.5, null),
    result("unsure", 0.9, 0.4),
    result("sure", 0.9, 0.1),
    result("same accuracy", 0.5, 2),
  ].sort(bestFirst);
  expect(sorted.map(({ member }) => member)).toEqual([
    "sure",
    "unsure",
    "same accuracy",
    "diverged",
  ]);
});

test("colours go from dark to light and stay within the map", () => {
  expect([viridis(-1), viridis(0), viridis(0.05), viridis(1), viridis(2)]).toEqual([
    "rgb(68,1,84)",
    "rgb(68,1,84)",
    "rgb(70,19,101)",
    "rgb(253,231,37)",
    "rgb(253,231,37)",
  ]);
});

test.each([
  ["one member", [result("a", 0.9, 0.1)]],
  ["members that are all right", [result("a", 1, 0.1), result("b", 1, 0.2, 1)]],
  ["a name with XML's own characters", [result("<a&b>", 0.9, 0.1)]],
])("the picture is well-formed and without NaN for %s", (_, results) => {
  const svg = accuracyChart(results);
  expect(svg).not.toContain("NaN");
  const document = new DOMParser({ onError: fail }).parseFromString(svg, "image/svg+xml");
  const titles = [...document.getElementsByTagName("title")].map((title) => title.textContent);
  expect(titles.slice(1).map((title) => title?.split(":")[0])).toEqual(
    results.map((r) => r.member),
  );
});

test("the table lines numbers up to the right", () => {
  expect(
    alignedTable([
      ["member", "LR"],
      ["a", "0.1"],
      ["b", "10"],
    ]),
  ).toBe("member   LR\n------  ---\na       0.1\nb        10\n");
});

test("each run gets a directory of its own; one with files in it is refused", async () => {
  const parent = await mkdtemp(join(tmpdir(), "ssx-quickstart-runs-"));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  await mkdir(join(parent, "2"));
  const together = await Promise.all([1, 2, 3].map(() => runDirectory(undefined, parent)));
  expect(together.sort()).toEqual(["1", "3", "4"].map((name) => join(parent, name)));
  const asked = join(parent, "mine", "first");
  expect(await runDirectory(asked)).toBe(asked);
  await writeFile(join(asked, "result"), "");
  await expect(runDirectory(asked)).rejects.toThrow("is not empty");
  expect(await readdir(asked)).toEqual(["result"]);
});

function fail(level: string, message: string): never {
  throw new Error(`${level}: ${message}`);
}
