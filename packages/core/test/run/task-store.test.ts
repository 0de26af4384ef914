import { expect, test } from "vitest";
import type { PlannedTask } from "../../src/plan/plan.ts";
import { newTaskRecord } from "../../src/run/task-record.ts";
import { TaskStore } from "../../src/run/task-store.ts";

function oneTask() {
  const store = new TaskStore();
  const record = newTaskRecord(0, { key: "m" } as PlannedTask, 1, true);
  store.add(record);
  return { store, record };
}

test("the first ending stays: nothing that comes later changes it", () => {
  const { store, record } = oneTask();
  store.ended(record, { state: "completed", exitCode: 0 }, 10);
  store.ended(record, { state: "lost" }, 20);
  store.started(record, 5, 30);
  expect([record.state, record.exitCode, record.endedAtMs]).toEqual(["completed", 0, 10]);
});

test("a task that ended before it was asked to stop is what it was", () => {
  const { store, record } = oneTask();
  record.stopRequestedAtMs = 100;
  store.ended(record, { state: "failed", reason: "exit", exitCode: 3 }, 99);
  expect([record.state, record.exitCode]).toEqual(["failed", 3]);
});

test("a task that ended after it was asked to stop was cancelled, and keeps how it ended", () => {
  const { store, record } = oneTask();
  record.stopRequestedAtMs = 100;
  store.ended(record, { state: "failed", reason: "signal", signal: "SIGTERM" }, 101);
  expect([record.state, record.signal, record.reason]).toEqual(["cancelled", "SIGTERM", undefined]);
});

test("waiting for nothing, or for what has ended, is over at once", async () => {
  const { store, record } = oneTask();
  await store.settled([]);
  store.ended(record, { state: "cancelled" }, 1);
  await store.settled([record]);
});

test("waiting can be given up, which changes no task", async () => {
  const { store, record } = oneTask();
  const abort = new AbortController();
  const waiting = store.settled([record], abort.signal);
  abort.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  expect(record.state).toBe("queued");
});
