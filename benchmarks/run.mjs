// @ts-check
// Prints how fast SSX is, as ratios to other tools that do the same work in the same minutes.
// Nothing here passes or fails.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchEnsemble } from "./ensemble.mjs";
import { benchGenerate } from "./generate.mjs";
import { benchLaunch } from "./launch.mjs";
import { benchWatch } from "./watch.mjs";

const all = {
  ensemble: benchEnsemble,
  launch: benchLaunch,
  generate: benchGenerate,
  watch: benchWatch,
};
const asked = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), "ssx-bench-"));
try {
  for (const [name, bench] of Object.entries(all)) {
    if (asked.length === 0 || asked.includes(name)) await bench(directory);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
