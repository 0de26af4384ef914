import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WORKER_PROLOGUE } from "./shell-stanza.ts";
import { type Step, stepCommand } from "./step.ts";
import { parseVerdictLine, parseVerdicts, type VerdictLine } from "./verdict.ts";

export interface WorkerOptions {
  readonly index: number;
  /** Absolute; what relative directories of steps start from. */
  readonly base: string;
  /** Absolute; where the log of verdicts goes. It exists. */
  readonly logDirectory: string;
  /** Absolute path of bash, or else of a POSIX sh. */
  readonly shell: string;
  readonly onVerdict: (worker: StepWorker, line: VerdictLine) => void;
  /** The shell is gone, though it was not closed. */
  readonly onLost: (worker: StepWorker) => void;
  /** The shell could not be started. */
  readonly onRefused: (worker: StepWorker, error: Error) => void;
}

/**
 * One long-lived shell that runs one step after another. It is a session of its own, so that
 * neither the terminal's Ctrl-C nor the driver's death reaches its tasks: they end by themselves
 * and their verdict is in the log.
 */
export class StepWorker {
  readonly logPath: string;
  step: Step | undefined;
  #child: ChildProcess;
  #notesPath: string;
  #closed = false;
  #rest = "";

  constructor(options: WorkerOptions) {
    this.logPath = join(options.logDirectory, `steps-${options.index}.log`);
    this.#notesPath = join(options.logDirectory, `steps-${options.index}.notes`);
    const log = openSync(this.logPath, "a");
    const notes = openSync(this.#notesPath, "a");
    // Privileged mode: nothing in the environment (BASH_ENV, SHELLOPTS, exported functions) changes
    // what this shell does.
    const flags = options.shell.endsWith("bash") ? ["-p", "-s"] : ["-s"];
    this.#child = spawn(options.shell, flags, {
      cwd: options.base,
      detached: true,
      env: { ...process.env, SSX_NOTES: this.#notesPath },
      stdio: ["pipe", "pipe", notes, log],
    });
    closeSync(log);
    closeSync(notes);
    this.#child.stdout
      ?.setEncoding("latin1")
      .on("data", (text: string) => this.#read(text, options));
    // An EPIPE on the way in is the same event as the shell's end, which "close" tells.
    this.#child.stdin?.on("error", () => {});
    const gone = (tell: () => void) => {
      if (!this.#closed) {
        this.#closed = true;
        tell();
      }
    };
    this.#child.on("error", (error) => gone(() => options.onRefused(this, error)));
    this.#child.on("close", () => gone(() => options.onLost(this)));
    this.#child.stdin?.write(WORKER_PROLOGUE);
  }

  start(step: Step): void {
    this.step = step;
    this.#child.stdin?.write(stepCommand(step));
  }

  /** The shell ends when it has no more steps. */
  close(): void {
    this.#closed = true;
    this.#child.stdin?.end();
    this.#child.unref();
  }

  /** The last word on a step from disk, for when the shell went away before it could tell. */
  verdictOnDisk(id: number): (VerdictLine & { kind: "ended" }) | undefined {
    const [lines] = parseVerdicts(contentOf(this.logPath));
    return lines.find((line) => line.kind === "ended" && line.id === id) as
      | (VerdictLine & { kind: "ended" })
      | undefined;
  }

  /** Why the shell is gone, as far as it could say. */
  lastWords(): string {
    const notes = contentOf(this.#notesPath).trim();
    return `the shell that watched it is gone${notes === "" ? "" : `: ${notes}`}`;
  }

  #read(text: string, options: WorkerOptions): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const verdict = parseVerdictLine(line);
      if (verdict) options.onVerdict(this, verdict);
    }
  }
}

/** A log that somebody has taken away says nothing. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
