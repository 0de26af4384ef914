import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generateMembers, type MemberSpec } from "../src/index.ts";
import { useBuiltPackage } from "./built-package.ts";
import { memberAt } from "./member-helpers.ts";
import { useScratch } from "./scratch.ts";

const scratch = useScratch();
const builtPackage = useBuiltPackage();
const count = 20;
const deckLines = 30_000;
const dataBytes = 1_000_000;

function members(value: number): MemberSpec[] {
  const files = {
    toConfigure: scratch.file("deck", ";V;\n".repeat(deckLines)),
    toCopy: scratch.file("data", Buffer.alloc(dataBytes, "d")),
  };
  return Array.from({ length: count }, (_, index) =>
    memberAt(scratch.path(`exp/m${index}`), { V: value }, files),
  );
}

/** Generates in a process that kills itself in one of its writes, half of which it still makes. */
function killedInWrite(specs: MemberSpec[], overwrite: boolean, fatalWrite: number): void {
  const script = `
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const { writeSync } = fs;
    let writes = 0;
    fs.writeSync = (descriptor, bytes, at, length) => {
      writes += 1;
      if (writes < ${fatalWrite}) return writeSync(descriptor, bytes, at, length);
      writeSync(descriptor, bytes, at, length >> 1);
      process.kill(process.pid, "SIGKILL");
    };
    syncBuiltinESMExports();
    // Nothing takes any time, so no call goes to the pool, where it would not be counted.
    performance.now = () => 0;
    const { generateMembers } = await import(${JSON.stringify(builtPackage())});
    await generateMembers(${JSON.stringify(specs)}, { overwrite: ${overwrite} });`;
  const { signal } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    stdio: "inherit",
  });
  expect(signal).toBe("SIGKILL");
}

/** Names of the members that are in place. */
function present(): string[] {
  const directory = scratch.path("exp");
  return existsSync(directory) ? readdirSync(directory).filter((name) => name.startsWith("m")) : [];
}

function staging(): string[] {
  const directories = [scratch.path("exp"), ...present().map((name) => scratch.path("exp", name))];
  return directories.flatMap((directory) =>
    readdirSync(directory).filter((name) => name.startsWith(".ssx-staging-")),
  );
}

/** No file is half written, and each is of one of the generations. */
function expectWhole(values: readonly number[]): void {
  const decks = new Set(values.map((value) => `${value}\n`.repeat(deckLines)));
  for (const name of present()) {
    const file = (each: string): string => readFileSync(scratch.path("exp", name, each), "utf8");
    expect(decks.has(file("deck"))).toBe(true);
    expect(file("data") === "d".repeat(dataBytes)).toBe(true);
    expect(values).toContain(JSON.parse(file("params.json")).V);
  }
}

// There are two or more per member: of its deck, of its parameters, and of its data when the pool
// is busy.
describe.each([1, 2, 7, 20, 33, 40])("a process killed in write %i", (fatalWrite) => {
  test("leaves whole members only; the next call completes them and clears up", async () => {
    killedInWrite(members(1), false, fatalWrite);
    const made = present();
    expect(made.length).toBeLessThan(count);
    expect(staging()).toHaveLength(1);
    expectWhole([1]);

    const report = await generateMembers(members(2), { overwrite: true });
    expect(report.overwritten).toHaveLength(made.length);
    expect(present()).toHaveLength(count);
    expect(staging()).toEqual([]);
    expectWhole([2]);
  });
});

test("a process killed while it overwrites leaves each file old or new, never half", async () => {
  await generateMembers(members(1));
  killedInWrite(members(2), true, 30);
  expect(present()).toHaveLength(count);
  expect(staging()).not.toEqual([]);
  expectWhole([1, 2]);

  await generateMembers(members(3), { overwrite: true });
  expect(staging()).toEqual([]);
  expectWhole([3]);
});

test("a staging directory of a process on another host, or of a person, is left alone", async () => {
  const names = [`.ssx-staging-${process.pid}--000000000000-elsewhere`, ".ssx-staging-notes"];
  for (const name of names) mkdirSync(scratch.path("exp", name), { recursive: true });
  await generateMembers(members(1).slice(0, 2));
  expect(staging().sort()).toEqual(names.sort());
});

describe("an abort", () => {
  test("before the start writes nothing", async () => {
    const reason = new Error("enough");
    const aborted = generateMembers(members(1), { signal: AbortSignal.abort(reason) });
    await expect(aborted).rejects.toBe(reason);
    expect(present()).toEqual([]);
  });

  test("on the way keeps members that are in place and leaves nothing else", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { signal } = controller;
    // Aborts as soon as it is asked with three members in place, whatever the machine's speed.
    signal.throwIfAborted = () => {
      if (present().length >= 3) controller.abort(reason);
      AbortSignal.prototype.throwIfAborted.call(signal);
    };
    await expect(generateMembers(members(1), { signal })).rejects.toBe(reason);
    expect(present().length).toBeGreaterThanOrEqual(3);
    expect(present().length).toBeLessThan(count);
    expect(staging()).toEqual([]);
    expectWhole([1]);
  });
});
