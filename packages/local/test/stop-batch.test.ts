import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Ensemble, Experiment } from "@ssx/core";
import { expect, test } from "vitest";
import { outputOf, quietExperiment, untilFile, untilState } from "./support/experiments.ts";
import { processesIn } from "./support/processes.ts";
import { until } from "./support/until.ts";

/** An ensemble that is one job; its members run until there is a file `go` in their directory. */
function jobOf(exp: Experiment, size: number, maxParallel?: number): Ensemble {
  const ensemble = exp.createEnsemble("e", {
    replicas: size,
    runSettings: exp.createRunSettings("sh", {
      exeArgs: ["-c", ": > begun; while [ ! -e go ]; do sleep 0.1; done; echo went"],
    }),
    batchSettings: exp.createBatchSettings(maxParallel === undefined ? {} : { maxParallel }),
  });
  // `as`: an ensemble without parameters is one of any parameters for all that is done with it here.
  return ensemble as unknown as Ensemble;
}

function statesOf(exp: Experiment, ensemble: Ensemble): string[] {
  return [...ensemble].map((member) => exp.getStatus(member));
}

function letGo(ensemble: Ensemble): void {
  for (const member of ensemble) writeFileSync(join(member.path, "go"), "");
}

test("stopping the whole ensemble ends its job and everything in it", async () => {
  const exp = quietExperiment();
  const ensemble = jobOf(exp, 5, 3);
  await exp.start(ensemble, { block: false });
  await untilFile(ensemble.at(2), "begun");
  await exp.stop(ensemble);

  expect(statesOf(exp, ensemble)).toEqual(Array(5).fill("cancelled"));
  expect(exp.getStatus(ensemble)).toBe("cancelled");
  await until("nothing is left", () => processesIn(exp.path).length === 0);
  expect([...ensemble].map((member) => existsSync(join(member.path, "begun")))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("stopping one running member leaves the others alone", async () => {
  const exp = quietExperiment();
  const ensemble = jobOf(exp, 3);
  await exp.start(ensemble, { block: false });
  for (const member of ensemble) await untilState(exp, member, "running");
  await untilFile(ensemble.at(1), "begun");
  await exp.stop(ensemble.at(1));
  expect(statesOf(exp, ensemble)).toEqual(["running", "cancelled", "running"]);

  letGo(ensemble);
  expect(await exp.wait()).toMatchObject({ completed: 2, cancelled: 1 });
  expect(outputOf(exp, ensemble.at(2))).toBe("went\n");
});

test("a member that is stopped before its turn never begins, and the others have theirs", async () => {
  const exp = quietExperiment();
  const ensemble = jobOf(exp, 4, 1);
  await exp.start(ensemble, { block: false });
  await untilFile(ensemble.at(0), "begun");
  const stopped = exp.stop(ensemble.at(2));
  letGo(ensemble);
  await stopped;

  expect(await exp.wait()).toMatchObject({ completed: 3, cancelled: 1 });
  expect(statesOf(exp, ensemble)).toEqual(["completed", "completed", "cancelled", "completed"]);
  expect(existsSync(join(ensemble.at(2).path, "begun"))).toBe(false);
  expect(exp.inspect(ensemble.at(2)).startedAt).toBeUndefined();
});

test("a member that ended before the ensemble was stopped stays what it was", async () => {
  const exp = quietExperiment();
  const ensemble = jobOf(exp, 3);
  await exp.start(ensemble, { block: false });
  await untilFile(ensemble.at(0), "begun");
  writeFileSync(join(ensemble.at(0).path, "go"), "");
  await untilState(exp, ensemble.at(0), "completed");
  await exp.stop(ensemble);

  expect(statesOf(exp, ensemble)).toEqual(["completed", "cancelled", "cancelled"]);
});

test("jobs that have to wait for room are cancelled without ever beginning", async () => {
  const exp = quietExperiment({ maxParallel: 1 });
  const line = ": > begun; exec sleep 600";
  const models = ["a", "b", "c"].map((name) =>
    exp.createModel(name, exp.createRunSettings("sh", { exeArgs: ["-c", line] }), {
      batchSettings: exp.createBatchSettings(),
    }),
  );
  await exp.start(models, { block: false });
  await untilFile(models[0] as never, "begun");
  expect(exp.getStatus(models[2] as never)).toBe("queued");
  await exp.stop([models[1], models[2]] as never);
  await exp.stop(models);

  expect(models.map((model) => exp.getStatus(model))).toEqual(Array(3).fill("cancelled"));
  expect(models.map((model) => existsSync(join(model.path, "begun")))).toEqual([
    true,
    false,
    false,
  ]);
});

test("what was said of a cancelled member is still in its output", async () => {
  const exp = quietExperiment();
  const ensemble = exp.createEnsemble("e", {
    replicas: 2,
    runSettings: exp.createRunSettings("sh", {
      exeArgs: [
        "-c",
        "trap 'echo bye; exit 7' TERM; echo hello; : > begun; while :; do sleep 0.05; done",
      ],
    }),
    batchSettings: exp.createBatchSettings(),
  });
  await exp.start(ensemble, { block: false });
  for (const member of ensemble) await untilFile(member as never, "begun");
  await exp.stop(ensemble, { graceMs: 20_000 });

  for (const member of ensemble) {
    expect(readFileSync(exp.inspect(member).outputPath, "utf8")).toBe("hello\nbye\n");
    expect(exp.getStatus(member)).toBe("cancelled");
  }
});
