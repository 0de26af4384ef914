import { open } from "node:fs/promises";
import { parseVerdicts, type VerdictLine } from "../process/verdict.ts";
import type { JobRecord } from "./job-record.ts";

/**
 * The verdicts that were added to a job's log since the last look. A log that is not there yet has
 * none.
 */
export async function readNewVerdicts(job: JobRecord): Promise<VerdictLine[]> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(job.logPath, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  try {
    const { size } = await file.stat();
    if (size <= job.logOffset) return [];
    const buffer = Buffer.alloc(size - job.logOffset);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, job.logOffset);
    const [lines, length] = parseVerdicts(buffer.toString("latin1", 0, bytesRead));
    job.logOffset += length;
    return lines;
  } finally {
    await file.close();
  }
}
