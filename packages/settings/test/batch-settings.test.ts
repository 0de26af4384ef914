import { BatchSettings, formatWalltime, parseWalltime } from "@ssx/settings";
import { describe, expect, test } from "vitest";

const context = { jobName: "job-1", outputPath: "/x/job.out", errorPath: "/x/job.err" };

describe("wall-clock limits", () => {
  test.each([
    ["01:00:00", 3600],
    ["1-00:00:00", 86_400],
    ["100:00:01", 360_001],
    [90, 90],
    [0.5, 1],
    [{ hours: 25, minutes: 1 }, 90_060],
    [{ seconds: 5 }, 5],
  ])("%j is %d seconds", (time, seconds) => {
    expect(parseWalltime(time)).toBe(seconds);
  });

  test.each([
    "",
    "1:2",
    "01:60:00",
    "abc",
    0,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    {},
    { hours: -1 },
  ])("%j is refused", (time) => {
    expect(() => parseWalltime(time as string)).toThrow(
      expect.objectContaining({ code: "SSX_WALLTIME" }),
    );
  });

  test("hours go on past a day", () => {
    expect(formatWalltime(86_400 + 3_661)).toBe("25:01:01");
  });
});

test("what is asked for is written as comments where there is no scheduler", () => {
  const settings = new BatchSettings({
    nodes: 4,
    time: "01:00:00",
    queue: "gpu",
    account: "12345-Cray",
    batchArgs: { exclusive: null, constraint: "a,b", n: 3 },
  });
  expect(settings.directives(context)).toEqual([
    "#SSX --job-name=job-1",
    "#SSX --nodes=4",
    "#SSX --time=01:00:00",
    "#SSX --queue=gpu",
    "#SSX --account=12345-Cray",
    "#SSX --exclusive",
    "#SSX --constraint=a,b",
    "#SSX -n 3",
  ]);
});

test.each([{ queue: "a\nrm -rf x" }, { account: "a\r" }, { batchArgs: { x: "1\n2" } }])(
  "%j is refused: it would begin a line of its own",
  (options) => {
    expect(() => new BatchSettings(options)).toThrow(
      expect.objectContaining({ code: "SSX_LINE_BREAK" }),
    );
  },
);

test.each([{ nodes: 0 }, { nodes: 1.5 }, { maxParallel: -1 }])("%j is refused", (options) => {
  expect(() => new BatchSettings(options)).toThrow(expect.objectContaining({ code: "SSX_COUNT" }));
});

test("setters chain, and later ones win", () => {
  const settings = new BatchSettings({ nodes: 1 })
    .setNodes(2)
    .setQueue("q")
    .addPreamble("module load x");
  expect([settings.nodes, settings.queue, settings.preamble]).toEqual([2, "q", ["module load x"]]);
});
