import type { TaskRecord } from "../run/task-record.ts";
import type { TaskState } from "../task-state.ts";
import { describeFailure } from "./describe-failure.ts";
import { formatCount, formatDuration, printable } from "./format.ts";
import type { Progress } from "./progress.ts";
import type { Report, ReportStream } from "./report.ts";

/**
 * At most one line of counts in this time, and this many lines on failures; the rest is summed up
 * in the counts.
 */
const INTERVAL_MS = 5_000;
const FAILURES_PER_INTERVAL = 5;

/** For log files: one plain line for each change that matters, and never a flood of them. */
export class PlainReport implements Report {
  #label: string;
  #progress: Progress;
  #stream: ReportStream;
  #timer: NodeJS.Timeout;
  #changed = false;
  #failures = 0;

  constructor(label: string, progress: Progress, stream: ReportStream) {
    this.#label = label;
    this.#progress = progress;
    this.#stream = stream;
    this.#timer = setInterval(() => this.#tick(), INTERVAL_MS);
    this.#timer.unref();
  }

  change(record: TaskRecord, from: TaskState): void {
    if (!this.#progress.change(record, from)) return;
    this.#changed = true;
    if (record.state !== "failed" && record.state !== "lost") return;
    if (this.#failures++ < FAILURES_PER_INTERVAL) this.say(describeFailure(record));
  }

  say(line: string): void {
    this.#stream.write(`ssx: ${printable(line)}\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    const took = formatDuration(Date.now() - this.#progress.startedAtMs);
    this.say(`${this.#label}: ${this.#progress.describe()} after ${took}`);
  }

  #tick(): void {
    this.#failures = 0;
    if (!this.#changed) return;
    this.#changed = false;
    const left = this.#progress.remainingMs(Date.now());
    const eta = left === undefined ? "" : `, about ${formatDuration(left)} left`;
    const { done, total } = this.#progress;
    this.say(
      `${this.#label}: ${formatCount(done)}/${formatCount(total)} (${this.#progress.describe()})${eta}`,
    );
  }
}
