// @ts-check
// An ensemble of a million members: created, and walked, with its memory.
import { Experiment, range } from "@ssx/core";
import { local } from "@ssx/local";
import { print, timed } from "./measure.mjs";

const MEGABYTE = 2 ** 20;

export async function benchEnsemble() {
  const exp = new Experiment("bench-ensemble", { launcher: local(), report: "silent" });
  const runSettings = exp.createRunSettings("/bin/true");
  const params = { a: range(0, 100), b: range(0, 100), c: range(0, 100) };
  let ensemble = exp.createEnsemble("warm", { params, runSettings });
  const created = await timed(() => {
    ensemble = exp.createEnsemble("million", { params, runSettings });
  });
  let sum = 0;
  let peak = 0;
  const before = process.memoryUsage().heapUsed;
  const walked = await timed(() => {
    let index = 0;
    for (const member of ensemble) {
      sum += member.params.c + member.name.length;
      if (++index % 100_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - before);
    }
  });
  console.log(`\nan ensemble of ${ensemble.size.toLocaleString("en-US")} members (${sum})`);
  print("created", `${(created * 1000).toFixed(1)} ms`, "milliseconds");
  print("walked, with name and parameters of each", `${walked.toFixed(2)} s`, "< 1.5 s");
  print("memory on the way, at most", `${(peak / MEGABYTE).toFixed(0)} MB`, "flat");
}
