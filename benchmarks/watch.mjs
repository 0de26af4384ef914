// @ts-check
// What waiting costs, and how soon the end of the last task is noticed.
import { execFileSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Experiment } from "@ssx/core";
import { local } from "@ssx/local";
import { median, print } from "./measure.mjs";

const ENDING = 200;
const WATCHED = 500;
const WATCH_SECONDS = 10;

/** @param {string} directory scratch */
export async function benchWatch(directory) {
  const tails = [];
  for (let round = 0; round < 3; round++) tails.push(await tail(join(directory, `tail-${round}`)));
  console.log(`\n${ENDING} tasks that end together`);
  print("from the last exit to start() returning", `${median(tails).toFixed(0)} ms`, "< 100 ms");

  const share = await watching(join(directory, "watch"));
  console.log(`\n${WATCHED} running tasks, watched for ${WATCH_SECONDS} s`);
  print("of one core", `${(share * 100).toFixed(2)} %`, "< 0.5 %");
}

/**
 * All tasks wait at a gate, a fifo, which lets them go when it is opened and closed again.
 * @param {string} root
 */
async function tail(root) {
  const exp = new Experiment("bench", {
    launcher: local({ maxParallel: ENDING }),
    path: root,
    report: "silent",
  });
  execFileSync("mkdir", ["-p", root]);
  const gate = join(root, "gate");
  execFileSync("mkfifo", [gate]);
  const ensemble = exp.createEnsemble("e", {
    replicas: ENDING,
    runSettings: exp.createRunSettings("sh", { exeArgs: ["-c", 'read line <"$0"', gate] }),
  });
  const done = exp.start(ensemble, { block: true });
  await allRunning(exp, ensemble);
  await delay(1000);
  // For reading too: a writer alone would wait for readers, and readers that come late for a writer.
  const open = openSync(gate, "r+");
  writeSync(open, "\n".repeat(ENDING));
  await done;
  const returned = Date.now();
  closeSync(open);
  const ends = exp.summary().rows.map((row) => row.endedAt?.getTime() ?? 0);
  return returned - Math.max(...ends);
}

/** @param {string} root */
async function watching(root) {
  const exp = new Experiment("bench", {
    launcher: local({ maxParallel: WATCHED }),
    path: root,
    report: "plain",
  });
  const ensemble = exp.createEnsemble("e", {
    replicas: WATCHED,
    runSettings: exp.createRunSettings("sleep", { exeArgs: ["1000"] }),
  });
  const done = exp.start(ensemble, { block: true });
  await allRunning(exp, ensemble);
  await delay(2000);
  const before = process.cpuUsage();
  await delay(WATCH_SECONDS * 1000);
  const used = process.cpuUsage(before);
  await exp.stop(ensemble);
  await done;
  return (used.user + used.system) / 1e6 / WATCH_SECONDS;
}

/** @param {Experiment} exp @param {import("@ssx/core").Ensemble} ensemble */
async function allRunning(exp, ensemble) {
  while (exp.inspect(ensemble).counts.running < ensemble.size) await delay(100);
}
