import type { TaskRecord } from "../run/task-record.ts";
import type { TaskState } from "../task-state.ts";
import { describeFailure } from "./describe-failure.ts";
import { formatCount, formatDuration, printable } from "./format.ts";
import type { Progress } from "./progress.ts";
import type { Report, ReportStream } from "./report.ts";

const INTERVAL_MS = 100;
const BAR_WIDTH = 24;
/** Failures shown as lines of their own; further ones are in the counts. */
const FAILURES_SHOWN = 10;
const CLEAR_LINE = "\r\u001b[2K";

/** For a terminal: one line that is drawn again and again, with lines on failures above it. */
export class LiveReport implements Report {
  #label: string;
  #progress: Progress;
  #stream: ReportStream;
  #timer: NodeJS.Timeout;
  #failures = 0;

  constructor(label: string, progress: Progress, stream: ReportStream) {
    this.#label = label;
    this.#progress = progress;
    this.#stream = stream;
    this.#timer = setInterval(() => this.#draw(), INTERVAL_MS);
    this.#timer.unref();
  }

  change(record: TaskRecord, from: TaskState): void {
    if (!this.#progress.change(record, from)) return;
    if (record.state !== "failed" && record.state !== "lost") return;
    if (this.#failures++ < FAILURES_SHOWN) this.say(describeFailure(record));
  }

  say(line: string): void {
    this.#stream.write(`${CLEAR_LINE}ssx: ${printable(line)}\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#draw();
    this.#stream.write("\n");
  }

  #draw(): void {
    const { done, total } = this.#progress;
    const filled = total === 0 ? BAR_WIDTH : Math.floor((done / total) * BAR_WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    const now = Date.now();
    const left = this.#progress.remainingMs(now);
    const time =
      left === undefined
        ? formatDuration(now - this.#progress.startedAtMs)
        : `${formatDuration(left)} left`;
    const text = `${this.#label} ${bar} ${formatCount(done)}/${formatCount(total)}  ${this.#progress.describe()}  ${time}`;
    // One column stays free: a line that fills the last one makes some terminals scroll.
    this.#stream.write(CLEAR_LINE + text.slice(0, Math.max((this.#stream.columns || 80) - 1, 1)));
  }
}
