import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PlannedTask } from "../../src/plan/plan.ts";
import { Progress } from "../../src/report/progress.ts";
import { beginReport } from "../../src/report/reporter.ts";
import { newTaskRecord, type TaskRecord } from "../../src/run/task-record.ts";
import { TaskStore } from "../../src/run/task-store.ts";

const MANY = 1000;

/** A store of tasks, and a stream that keeps what is written. */
function setUp(mode: "live" | "plain" | "silent" | "auto", total = MANY, stream: object = {}) {
  const store = new TaskStore();
  const records = Array.from({ length: total }, (_, id) =>
    newTaskRecord(id, { key: `e/e_${id}`, errorPath: `/x/e_${id}.err` } as PlannedTask, 1, true),
  );
  for (const record of records) store.add(record);
  const written: string[] = [];
  const report = beginReport(mode, "e", new Progress(records), {
    write: (text: string) => written.push(text),
    ...stream,
  });
  store.listen((record, from) => report.change(record, from));
  const end = (record: TaskRecord, exitCode: number) => {
    store.started(record, 1, Date.now());
    const failed = { state: "failed", reason: "exit", exitCode } as const;
    store.ended(record, exitCode === 0 ? { state: "completed", exitCode } : failed, Date.now());
  };
  return { store, records, written, report, end };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("plain lines", () => {
  test("a failure is told with its exit code and its error file", () => {
    const { records, written, end } = setUp("plain");
    end(records[3] as TaskRecord, 7);
    expect(written).toEqual(["ssx: e/e_3 failed: exit code 7, see /x/e_3.err\n"]);
  });

  test("a thousand failures are not a thousand lines", () => {
    const { records, written, report, end } = setUp("plain");
    for (const record of records) end(record, 1);
    vi.advanceTimersByTime(60_000);
    report.end();
    expect(written.length).toBeLessThan(12);
    expect(written.at(-1)).toContain("1,000 failed");
  });

  test("counts and the time left come now and then, and only when something changed", () => {
    const { records, written, end } = setUp("plain");
    vi.advanceTimersByTime(20_000);
    expect(written).toEqual([]);
    for (const record of records.slice(0, 500)) end(record, 0);
    vi.advanceTimersByTime(60_000);
    expect(written).toEqual(["ssx: e: 500/1,000 (500 completed, 500 queued), about 25 s left\n"]);
  });
});

describe("the live line", () => {
  test("has a bar, the counts by state and the time left, and fits the terminal", () => {
    const { store, records, written, end } = setUp("live", 4, { columns: 100 });
    vi.advanceTimersByTime(10_000);
    end(records[0] as TaskRecord, 0);
    store.started(records[1] as TaskRecord, 2, Date.now());
    vi.advanceTimersByTime(100);
    const line = written.at(-1) ?? "";
    expect(line).toContain(
      "██████░░░░░░░░░░░░░░░░░░ 1/4  1 completed, 1 running, 2 queued  30 s left",
    );
    expect(line.replace("\r\u001b[2K", "").length).toBeLessThan(100);
  });

  test("is cut on a narrow terminal rather than wrapped", () => {
    const { written } = setUp("live", 4, { columns: 20 });
    vi.advanceTimersByTime(100);
    expect(written.at(-1)?.replace("\r\u001b[2K", "")).toHaveLength(19);
  });

  test("makes room for a failure above it, and shows control characters instead of obeying them", () => {
    const { written, report } = setUp("live", 4);
    report.say("bad \u001b[31m name");
    expect(written).toEqual(["\r\u001b[2Kssx: bad \\x1b[31m name\n"]);
  });
});

test("a terminal gets the live line, a file plain lines, and silence nothing", () => {
  const shown = (mode: "auto" | "silent", stream: object) => {
    vi.stubEnv("TERM", "xterm");
    const { written, report, records, end } = setUp(mode, 1, stream);
    vi.advanceTimersByTime(1000);
    end(records[0] as TaskRecord, 1);
    report.end();
    vi.unstubAllEnvs();
    return written.join("");
  };
  expect(shown("auto", { isTTY: true })).toContain("█");
  expect(shown("auto", {})).toMatch(/^ssx: e\/e_0 failed.*\nssx: e: 1 failed after 1\.0 s\n$/);
  expect(shown("silent", { isTTY: true })).toBe("");
});
