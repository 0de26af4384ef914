import { SbatchSettings, SrunSettings } from "@ssx/settings";
import { describe, expect, test } from "vitest";

const code = (code: string) => expect.objectContaining({ name: "SettingsError", code });
const context = { jobName: "job-1", outputPath: "/x/e.job.out", errorPath: "/x/e.job.err" };

describe("srun", () => {
  const golden: [string, (settings: SrunSettings) => SrunSettings, string[]][] = [
    ["setNodes", (s) => s.setNodes(1), ["--nodes=1"]],
    ["setTasks", (s) => s.setTasks(32), ["--ntasks=32"]],
    ["setTasksPerNode", (s) => s.setTasksPerNode(8), ["--ntasks-per-node=8"]],
    ["setCpusPerTask", (s) => s.setCpusPerTask(4), ["--cpus-per-task=4"]],
    ["setHostlist", (s) => s.setHostlist(["n1", "n[3-4]"]), ["--nodelist=n1,n[3-4]"]],
    ["setHostlistFromFile", (s) => s.setHostlistFromFile("a b"), ["--nodefile=a b"]],
    ["setExcludedHosts", (s) => s.setExcludedHosts("n2"), ["--exclude=n2"]],
    ["setCpuBindings", (s) => s.setCpuBindings([0, 2]), ["--cpu-bind=map_cpu:0,2"]],
    ["setMemoryPerNode", (s) => s.setMemoryPerNode(512), ["--mem=512M"]],
    ["setWalltime", (s) => s.setWalltime({ hours: 25 }), ["--time=25:00:00"]],
    ["setBroadcast", (s) => s.setBroadcast(), ["--bcast"]],
    ["setBroadcast to a path", (s) => s.setBroadcast("/tmp/a"), ["--bcast=/tmp/a"]],
    ["setNodeFeature", (s) => s.setNodeFeature(["gpu", "ib"]), ["--constraint=gpu&ib"]],
    ["setHetGroup", (s) => s.setHetGroup([0, 1]), ["--het-group=0,1"]],
    ["setAccount", (s) => s.setAccount("a-1"), ["--account=a-1"]],
    ["setPartition", (s) => s.setPartition("gpu"), ["--partition=gpu"]],
    ["setQuietLaunch", (s) => s.setVerboseLaunch().setQuietLaunch(), ["--quiet"]],
    ["setVerboseLaunch", (s) => s.setQuietLaunch().setVerboseLaunch(), ["--verbose"]],
    ["any other flag", (s) => s.set("gpus", 0).set("-k"), ["--gpus=0", "-k"]],
    ["one flag in two spellings", (s) => s.set("N", 1).setNodes(2), ["--nodes=2"]],
  ];

  test.each(golden)("%s", (_name, change, flags) => {
    expect(change(new SrunSettings("app", { exeArgs: ["x"] })).toArgv()).toEqual([
      "srun",
      ...flags,
      "app",
      "x",
    ]);
  });

  test("the settings of many years' scripts give their command", () => {
    const run = new SrunSettings("echo", { exeArgs: "Hello World!" }).setNodes(1).setTasks(32);
    expect(run.toArgv()).toEqual(["srun", "--nodes=1", "--ntasks=32", "echo", "Hello", "World!"]);
  });

  test("an allocation can be named", () => {
    expect(new SrunSettings("app", { alloc: "1234" }).toArgv()).toEqual([
      "srun",
      "--jobid=1234",
      "app",
    ]);
  });

  test.each(["chdir", "-D", "output", "-o", "e", "job-name", "--export"])(
    "%s is written by SSX, and the error says what to use",
    (flag) => {
      expect(() => new SrunSettings("app").set(flag, "x")).toThrow(code("SSX_RESERVED_FLAG"));
    },
  );

  test("parts that start together keep their own flags", () => {
    const part = new SrunSettings("b", { exeArgs: ["2"] }).setHetGroup(1);
    const run = new SrunSettings("a", { exeArgs: ["1"] }).setHetGroup(0).makeMpmd(part);
    part.setHetGroup(5);
    const argv = ["srun", "--het-group=0", "a", "1", ":", "--het-group=1", "b", "2"];
    expect(run.toArgv()).toEqual(argv);
    expect(run.clone().toArgv()).toEqual(argv);
  });

  test.each([
    ["setNodes", 0, "SSX_COUNT"],
    ["setTasks", 1.5, "SSX_COUNT"],
    ["setMemoryPerNode", -1, "SSX_COUNT"],
    ["setHostlist", [], "SSX_HOSTS"],
    ["setExcludedHosts", "a b", "SSX_HOSTS"],
    ["setWalltime", "soon", "SSX_WALLTIME"],
  ] as const)("%s(%j) is refused", (setter, value, expected) => {
    const settings = new SrunSettings("app") as unknown as Record<string, (v: unknown) => void>;
    expect(() => settings[setter]?.(value)).toThrow(code(expected));
  });
});

describe("sbatch", () => {
  test("asks for what the settings say, each in a line", () => {
    const settings = new SbatchSettings({
      nodes: 4,
      time: "01:00:00",
      account: "12345-Cray",
      queue: "gpu",
      batchArgs: { n: 8, exclusive: null, comment: 'two words # no "comment"' },
    });
    settings.setHostlist(["n1", "n2"]).setMemoryPerNode(100).setCpusPerTask(2);
    expect(settings.directives(context)).toEqual([
      "#SBATCH --output=/x/e.job.out",
      "#SBATCH --error=/x/e.job.err",
      "#SBATCH --job-name=job-1",
      "#SBATCH --nodes=4",
      "#SBATCH --time=01:00:00",
      "#SBATCH --partition=gpu",
      "#SBATCH --account=12345-Cray",
      "#SBATCH --no-requeue",
      "#SBATCH --ntasks=8",
      "#SBATCH --exclusive",
      '#SBATCH --comment="two words # no \\"comment\\""',
      "#SBATCH --nodelist=n1,n2",
      "#SBATCH --mem=100M",
      "#SBATCH --cpus-per-task=2",
    ]);
  });

  test("paths are not taken for patterns", () => {
    const outputPath = "/x/50% j/o.out";
    const [line] = new SbatchSettings().directives({ ...context, outputPath });
    expect(line).toBe('#SBATCH --output="/x/50%% j/o.out"');
  });

  test("a path that sbatch would change is refused", () => {
    const errorPath = "/x/a\\b";
    expect(() => new SbatchSettings().directives({ ...context, errorPath })).toThrow(
      code("SSX_PATH"),
    );
  });

  test("a requeue that is asked for is not forbidden", () => {
    const lines = new SbatchSettings().set("requeue").directives(context);
    expect(lines).toContain("#SBATCH --requeue");
    expect(lines).not.toContain("#SBATCH --no-requeue");
  });

  test.each(["output", "-o", "J", "array", "wait", "nodes", "-N", "t", "partition", "A"])(
    "%s is refused with the field to use instead",
    (flag) => {
      expect(() => new SbatchSettings().set(flag, 1)).toThrow(code("SSX_RESERVED_FLAG"));
    },
  );
});
