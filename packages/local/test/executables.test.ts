import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outputOf, quietExperiment, shellModel, WAYS } from "./support/experiments.ts";
import { scratchDirectory } from "./support/scratch.ts";

function script(path: string, text: string, mode = 0o755): string {
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

test("a missing executable is refused by its name before anything is on disk", async () => {
  const exp = quietExperiment();
  const model = exp.createModel("m", exp.createRunSettings("no-such-program"));

  await expect(exp.start(model)).rejects.toMatchObject({
    code: "SSX_EXECUTABLE_NOT_FOUND",
    message: expect.stringContaining("no-such-program"),
    details: { executable: "no-such-program", task: "m" },
  });
  expect(existsSync(exp.path)).toBe(false);
  expect(exp.getStatus(model)).toBe("new");
});

test("when only the last of many is missing, none of them is started", async () => {
  const exp = quietExperiment();
  const models = Array.from({ length: 20 }, (_, i) => shellModel(exp, `m${i}`, "exit 0"));
  const last = exp.createModel("last", exp.createRunSettings("/no/such/program"));

  await expect(exp.start([...models, last])).rejects.toMatchObject({
    code: "SSX_EXECUTABLE_NOT_FOUND",
  });
  expect(existsSync(exp.path)).toBe(false);
  expect(models.map((model) => exp.getStatus(model))).toEqual(models.map(() => "new"));

  expect(await exp.start(models)).toMatchObject({ ok: true, completed: 20 });
});

test("a file that may not be executed, and a directory, are no executables", async () => {
  const exp = quietExperiment();
  const scratch = scratchDirectory();
  const plain = script(join(scratch, "plain.sh"), "#!/bin/sh\n", 0o644);
  for (const [name, exe] of Object.entries({ plain, scratch })) {
    await expect(
      exp.start(exp.createModel(name, exp.createRunSettings(exe))),
    ).rejects.toMatchObject({
      code: "SSX_EXECUTABLE_NOT_FOUND",
    });
  }
});

test("a script without a #! line is run by a shell", async () => {
  const exp = quietExperiment();
  const file = script(join(scratchDirectory(), "bare"), 'echo "bare: $1 $MARK"\nexit 7\n');
  const plain = exp.createModel("plain", exp.createRunSettings(file, { exeArgs: ["a b"] }));
  const throughEnv = exp.createModel(
    "through-env",
    exp.createRunSettings(file, { exeArgs: ["a b"], env: { LC_ALL: "C", MARK: "!" } }),
  );
  await exp.start([plain, throughEnv]);

  expect(outputOf(exp, plain)).toBe("bare: a b \n");
  expect(outputOf(exp, throughEnv)).toBe("bare: a b !\n");
  expect(exp.inspect(plain).exitCode).toBe(7);
  expect(exp.inspect(throughEnv).exitCode).toBe(7);
});

test("a relative executable is the one in the member's own directory", async () => {
  const exp = quietExperiment();
  const ensemble = exp.createEnsemble("e", {
    replicas: 3,
    runSettings: exp.createRunSettings("./bin/own"),
  });
  for (const member of ensemble) {
    mkdirSync(join(member.path, "bin"), { recursive: true });
    script(join(member.path, "bin/own"), `#!/bin/sh\necho ${member.name}\n`);
  }
  expect(await exp.start(ensemble)).toMatchObject({ ok: true });

  for (const member of ensemble) expect(outputOf(exp, member)).toBe(`${member.name}\n`);
});

test("an executable is looked up on the PATH of its settings, which need nothing else on it", async () => {
  const exp = quietExperiment();
  const folder = scratchDirectory();
  script(join(folder, "only-here"), "#!/bin/sh\necho found $LC_ALL $2\n");
  const models = [{}, { LC_ALL: "C" }, { "x-y": "1" }].map((extra, index) =>
    exp.createModel(
      `m${index}`,
      exp.createRunSettings("only-here", { exeArgs: ["a", "b"], env: { PATH: folder, ...extra } }),
    ),
  );
  await exp.start(models);

  expect(models.map((model) => exp.inspect(model).errorTail)).toEqual(["", "", ""]);
  expect(models.map((model) => exp.getStatus(model))).toEqual(models.map(() => "completed"));
  expect(outputOf(exp, models[1] as (typeof models)[0])).toBe("found C b\n");
});

test("a relative folder on PATH is looked at from each member's directory", async () => {
  const exp = quietExperiment();
  const models = ["one", "two"].map((name) =>
    exp.createModel(name, exp.createRunSettings("tool", { env: { PATH: "bin:/bin:/usr/bin" } })),
  );
  for (const model of models) {
    mkdirSync(join(model.path, "bin"), { recursive: true });
    script(join(model.path, "bin/tool"), `#!/bin/sh\necho ${model.name}\n`);
  }
  await exp.start(models);

  expect(models.map((model) => outputOf(exp, model))).toEqual(["one\n", "two\n"]);
});

test.each(WAYS)("a path with = in it is a program's like any other, for %s", async (way) => {
  const exp = quietExperiment();
  const folder = join(scratchDirectory(), "lr=0.1");
  mkdirSync(folder);
  const file = script(join(folder, "run=1"), '#!/bin/sh\necho "$1" "$LC_ALL" "$V"\n');
  const model = exp.createModel(
    "m",
    exp.createRunSettings(file, { exeArgs: ["a"], env: { LC_ALL: "C", V: "v" } }),
    way === "a step" ? {} : { batchSettings: exp.createBatchSettings() },
  );
  await exp.start(model);

  expect(exp.inspect(model).errorTail).toBe("");
  expect(outputOf(exp, model)).toBe("a C v\n");
});
