import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseVerdictLine, parseVerdicts } from "../../src/process/verdict.ts";

describe("a line", () => {
  test("of a start has the process and the time in milliseconds", () => {
    expect(parseVerdictLine("s 17 4242 1764000000.123456")).toEqual({
      kind: "started",
      id: 17,
      pid: 4242,
      atMs: 1764000000123,
    });
  });

  test.each([
    ["e 1 0 - 1.5", { state: "completed", exitCode: 0 }],
    ["e 1 3 - 1.5", { state: "failed", reason: "exit", exitCode: 3 }],
    ["e 1 137 - 1.5", { state: "failed", reason: "exit", exitCode: 137 }],
    ["e 1 137 9 1.5", { state: "failed", reason: "signal", signal: "SIGKILL" }],
    ["e 1 134 6 1.5", { state: "failed", reason: "signal", signal: "SIGABRT" }],
    ["e 1 162 34 1.5", { state: "failed", reason: "signal", signal: "signal 34" }],
    ["f 1 stopped 1.5", { state: "cancelled" }],
  ])("%j is an ending", (line, ending) => {
    expect(parseVerdictLine(line)).toEqual({ kind: "ended", id: 1, ending, atMs: 1500 });
  });

  test.each(["directory", "output", "something new"])(
    "of a task that could not start for its %s",
    (why) => {
      const line = parseVerdictLine(`f 1 ${why.split(" ")[0]} 1`);
      expect(line).toMatchObject({ ending: { state: "failed", reason: "submit" } });
    },
  );

  test("has its fraction behind a comma in some languages", () => {
    expect(parseVerdictLine("s 1 2 10,25")).toMatchObject({ atMs: 10_250 });
  });

  test.each(["", "e 1 0 -", "e 1 x - 1", "s 1", "hello", " e 1 0 - 1", "e 1 0 - 1 "])(
    "that is none is undefined: %j",
    (line) => {
      expect(parseVerdictLine(line)).toBeUndefined();
    },
  );

  test("of any text does not throw", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (line) => void parseVerdictLine(line)));
  });
});

describe("a log", () => {
  test("counts whole lines only, and says how far it was read", () => {
    const text = "s 1 2 1.0\ne 1 0 - 2.0\ne 2 13";
    const [lines, length] = parseVerdicts(text);
    expect(lines.map((line) => [line.kind, line.id])).toEqual([
      ["started", 1],
      ["ended", 1],
    ]);
    expect(text.slice(length)).toBe("e 2 13");
  });

  test("torn anywhere never gives a verdict that was not written", () => {
    const whole = "s 7 123 1.25\ne 7 100 - 2.5\n";
    for (let end = 0; end < whole.length; end++) {
      const [lines] = parseVerdicts(whole.slice(0, end));
      for (const line of lines)
        expect(whole.split("\n").map(parseVerdictLine)).toContainEqual(line);
    }
  });
});
