// @ts-check
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * What one member was given and what came of it. `loss` is null where the training diverged.
 *
 * @typedef {{ member: string, LR: number, L2: number, accuracy: number, loss: number | null,
 *   epochs: number }} Result
 */

/**
 * @param {{ key: string, path: string, params: Readonly<Record<string, unknown>> }} member
 * @returns {Promise<Result>} from the result.json that its task wrote
 */
export async function readResult({ key, path, params }) {
  /** @type {{ accuracy: number, loss: number | null, epochs: number }} */
  const { accuracy, loss, epochs } = JSON.parse(await readFile(join(path, "result.json"), "utf8"));
  return { member: key, LR: Number(params.LR), L2: Number(params.L2), accuracy, loss, epochs };
}

/**
 * The most accurate first. Many reach the same accuracy on a hundred penguins: among them the
 * surer one (smaller loss) wins, and one that diverged comes last.
 *
 * @param {Result} a
 * @param {Result} b
 */
export const bestFirst = (a, b) =>
  b.accuracy - a.accuracy || (a.loss ?? Number.MAX_VALUE) - (b.loss ?? Number.MAX_VALUE);

/**
 * @param {readonly Result[]} results
 * @param {(value: number) => string} write exactly for programs, shortly for people
 * @returns {string[][]} titles, and a row for each member
 */
export function toRows(results, write) {
  const titles = ["member", "LR", "L2", "accuracy", "loss", "epochs"];
  const rows = results.map(({ member, LR, L2, accuracy, loss, epochs }) => [
    member,
    write(LR),
    write(L2),
    write(accuracy),
    loss === null ? "diverged" : write(loss),
    write(epochs),
  ]);
  return [titles, ...rows];
}
