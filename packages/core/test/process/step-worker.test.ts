import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { requireProgram } from "../../../../test/require-program.ts";
import { StepWorker } from "../../src/process/step-worker.ts";
import type { Ending } from "../../src/task-state.ts";

/** Runs lines of shell one after another on one worker, each with an environment. */
async function run(shell: string, lines: Readonly<Record<string, string>>) {
  const base = mkdtempSync(join(tmpdir(), "ssx-worker-"));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const endings: Record<string, Ending> = {};
  const names = Object.keys(lines);
  for (const name of [...names, "log"]) mkdirSync(join(base, name));
  await new Promise<void>((resolve, reject) => {
    const next = (worker: StepWorker) => {
      const name = names[Object.keys(endings).length];
      if (name === undefined) {
        worker.close();
        return resolve();
      }
      worker.start({
        id: names.indexOf(name),
        directory: name,
        name,
        argv: ["/bin/sh", "-c", lines[name] as string],
        env: { PLAIN: "a 'b'", LC_ALL: "C" },
        onStarted() {},
        onEnded() {},
      });
    };
    const worker = new StepWorker({
      index: 0,
      base,
      logDirectory: join(base, "log"),
      shell,
      onVerdict: (from, line) => {
        if (line.kind !== "ended") return;
        endings[names[line.id] as string] = line.ending;
        next(from);
      },
      onLost: () => reject(new Error("the shell is gone")),
      onRefused: (_, error) => reject(error),
    });
    next(worker);
  });
  return {
    endings,
    outputOf: (name: string) => readFileSync(join(base, name, `${name}.out`), "utf8"),
  };
}

// Where there is no bash, any POSIX sh has to do.
test.for(["bash", "dash"])(
  "%s runs tasks one after another and tells how they ended",
  async (name, context) => {
    const { endings, outputOf } = await run(requireProgram(context, name), {
      good: 'echo "$PLAIN" "$LC_ALL"; pwd',
      three: "exit 3",
      like: "exit 137",
      killed: "kill -KILL $$",
      asked: "kill -TERM $$",
      rude: "kill -TERM $PPID; kill -HUP $PPID; exit 5",
      again: "exit 143",
    });

    expect(endings).toEqual({
      good: { state: "completed", exitCode: 0 },
      three: { state: "failed", reason: "exit", exitCode: 3 },
      like: { state: "failed", reason: "exit", exitCode: 137 },
      killed: { state: "failed", reason: "signal", signal: "SIGKILL" },
      asked: { state: "failed", reason: "signal", signal: "SIGTERM" },
      rude: { state: "failed", reason: "exit", exitCode: 5 },
      again: { state: "failed", reason: "exit", exitCode: 143 },
    });
    expect(outputOf("good")).toMatch(/^a 'b' C\n\/.*\/good\n$/);
  },
);
