import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputOf, quietExperiment, shellModel, WAYS } from "./support/experiments.ts";
import { processStatus } from "./support/processes.ts";
import { until } from "./support/until.ts";

describe.each(WAYS)("the process of %s", (way) => {
  test("leads a group of its own, in a session that is not the driver's", async () => {
    const exp = quietExperiment();
    const models = ["a", "b", "c"].map((name) => shellModel(exp, name, "exec sleep 600", { way }));
    await exp.start(models, { block: false });
    for (const model of models) {
      await until("its process is known", () => exp.inspect(model).pid);
    }

    const own = processStatus(process.pid);
    const statuses = models.map((model) => processStatus(exp.inspect(model).pid as number));
    expect(statuses.map((status) => status?.group)).toEqual(statuses.map((status) => status?.pid));
    for (const status of statuses) {
      expect(status?.session).toBeGreaterThan(0);
      expect(status?.session).not.toBe(own?.session);
    }
    await exp.stop(models);
  });

  test("has an empty input, and its directory for a current one", async () => {
    const exp = quietExperiment();
    const line = 'cat; pwd -P; echo "$PWD"; readlink /proc/$$/fd/0; umask';
    const model = shellModel(exp, "m", line, { way });
    const umask = process.umask();
    await exp.start(model);

    const path = model.path;
    expect(outputOf(exp, model).split("\n")).toEqual([
      path,
      path,
      "/dev/null",
      `0${umask.toString(8).padStart(3, "0")}`,
      "",
    ]);
  });

  test("holds no files of the driver's", async () => {
    const exp = quietExperiment();
    const own = join(exp.path, "..", "own");
    writeFileSync(own, "");
    const file = openSync(own, "r");
    const model = shellModel(exp, "m", "readlink /proc/$$/fd/*", { way });
    await exp.start(model);
    closeSync(file);

    const found = outputOf(exp, model).split("\n");
    expect(found.filter((target) => target === own || target.includes("/.ssx/"))).toEqual([]);
    expect(found).toContain(join(model.path, "m.out"));
  });

  test("starts with every signal at its default", async () => {
    const exp = quietExperiment();
    const model = shellModel(exp, "m", "exec grep -E 'Sig(Ign|Blk)' /proc/self/status", { way });
    await exp.start(model);

    expect(outputOf(exp, model)).toMatch(/SigBlk:\s*0+\nSigIgn:\s*0+\n/);
  });
});
