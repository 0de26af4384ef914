import { setTimeout as delay } from "node:timers/promises";
import { isFinal, isSsxError, type Model } from "@ssx/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quietExperiment, shellModel, WAYS } from "./support/experiments.ts";
import { processesIn } from "./support/processes.ts";
import { until } from "./support/until.ts";

/** What somebody does with one model, and after how many milliseconds. */
interface Deed {
  readonly model: number;
  readonly kind: "start" | "stop" | "wait";
  readonly afterMs: number;
}

const MODELS = 8;
const LINES = [
  "exit 0",
  "exit 3",
  "sleep 0.05",
  "sleep 600",
  "trap '' TERM; sleep 600 & wait; wait",
];

const deed: fc.Arbitrary<Deed> = fc.record({
  model: fc.nat(MODELS - 1),
  kind: fc.constantFrom("start", "start", "stop", "wait"),
  afterMs: fc.constantFrom(0, 0, 1, 5, 20, 60),
});
/** What several people do at the same time. */
const storm = fc.array(fc.array(deed, { maxLength: 12 }), { minLength: 3, maxLength: 4 });

describe.each(WAYS)("starts, stops and waits at random, of %s each,", (way) => {
  test("leave every task with an end, and nothing running", async () => {
    await fc.assert(
      fc.asyncProperty(storm, async (people) => {
        const exp = quietExperiment({ maxParallel: 3 });
        const models = Array.from({ length: MODELS }, (_, i) =>
          shellModel(exp, `m${i}`, LINES[i % LINES.length] as string, { way }),
        );
        const waits: Promise<unknown>[] = [];
        await Promise.all(
          people.map(async (deeds) => {
            for (const { model: index, kind, afterMs } of deeds) {
              await delay(afterMs);
              const model = models[index] as Model;
              if (kind === "start") await exp.start(model, { block: false }).catch(onlyRunning);
              else if (kind === "stop") await exp.stop(model, { graceMs: 50 });
              else waits.push(exp.wait(model));
            }
          }),
        );
        await exp.stop(models, { graceMs: 50 });
        await Promise.all(waits);

        const started = models.filter((model) => exp.getStatus(model) !== "new");
        for (const model of started) {
          expect(isFinal(exp.getStatus(model)), model.name).toBe(true);
          expect(exp.getStatus(model)).not.toBe("lost");
        }
        await until("nothing is left", () => processesIn(exp.path).length === 0);
      }),
      { numRuns: way === "a step" ? 4 : 2, seed: 20_261_124, endOnFailure: true },
    );
  });
});

function onlyRunning(error: unknown): void {
  if (!isSsxError(error, "SSX_ALREADY_RUNNING")) throw error;
}
