import { checkArgument } from "./arguments.ts";
import { checkCount, checkLine } from "./checks.ts";
import { dashed, type Flags, type FlagValue, flagArguments } from "./flags.ts";
import { formatWalltime, parseWalltime, type Walltime } from "./walltime.ts";

export interface BatchOptions {
  /** Number of nodes. */
  readonly nodes?: number;
  /** Limit of wall-clock time; a number is in seconds. */
  readonly time?: Walltime;
  readonly queue?: string;
  readonly account?: string;
  /** Anything else to ask the scheduler for. @default {} */
  readonly batchArgs?: Flags;
  /**
   * Lines of bash that run in the script before the members, such as `module load lammps`.
   * @default []
   */
  readonly preamble?: string | readonly string[];
  /** At most this many members of the job run at once. @default all of them */
  readonly maxParallel?: number;
}

/** What a job's directives have to say beside what was asked for. */
export interface BatchContext {
  readonly jobName: string;
  readonly outputPath: string;
  readonly errorPath: string;
}

/** What to ask a scheduler for. A launcher's own class knows how that is written in its script. */
export class BatchSettings {
  #options: {
    nodes?: number;
    walltimeSec?: number;
    queue?: string;
    account?: string;
    maxParallel?: number;
  } = {};
  #flags: Map<string, FlagValue> = new Map();
  #preamble: string[] = [];

  /**
   * @throws {SettingsError} `SSX_COUNT`, `SSX_WALLTIME`, `SSX_NUL`, `SSX_NOT_TEXT`,
   * `SSX_LINE_BREAK`, `SSX_FLAG`
   */
  constructor(options: BatchOptions = {}) {
    if (options.nodes !== undefined) this.setNodes(options.nodes);
    if (options.time !== undefined) this.setWalltime(options.time);
    if (options.queue !== undefined) this.setQueue(options.queue);
    if (options.account !== undefined) this.setAccount(options.account);
    if (options.maxParallel !== undefined) this.setMaxParallel(options.maxParallel);
    if (options.preamble !== undefined) this.addPreamble(options.preamble);
    for (const [flag, value] of Object.entries(options.batchArgs ?? {})) this.set(flag, value);
  }

  get nodes(): number | undefined {
    return this.#options.nodes;
  }
  get walltimeSec(): number | undefined {
    return this.#options.walltimeSec;
  }
  get queue(): string | undefined {
    return this.#options.queue;
  }
  get account(): string | undefined {
    return this.#options.account;
  }
  get maxParallel(): number | undefined {
    return this.#options.maxParallel;
  }
  get preamble(): readonly string[] {
    return this.#preamble;
  }
  protected get flags(): ReadonlyMap<string, FlagValue> {
    return this.#flags;
  }

  setNodes(nodes: number): this {
    this.#options.nodes = checkCount(nodes, "nodes");
    return this;
  }

  /** Limit of wall-clock time; a number is in seconds. */
  setWalltime(time: Walltime): this {
    this.#options.walltimeSec = parseWalltime(time);
    return this;
  }

  setQueue(queue: string): this {
    this.#options.queue = checkLine(queue, "the queue");
    return this;
  }

  setAccount(account: string): this {
    this.#options.account = checkLine(account, "the account");
    return this;
  }

  /** At most this many members of the job run at once. */
  setMaxParallel(members: number): this {
    this.#options.maxParallel = checkCount(members, "maxParallel");
    return this;
  }

  /** Lines of bash that run before the members. They are yours: they are written as they are. */
  addPreamble(lines: string | readonly string[]): this {
    for (const line of typeof lines === "string" ? [lines] : lines) {
      this.#preamble.push(checkArgument(line, "a line of the preamble"));
    }
    return this;
  }

  /** Anything else to ask for; `null` is a bare flag and `false` takes it out again. */
  set(flag: string, value: FlagValue = null): this {
    if (typeof value === "string") checkLine(value, `the value of ${flag}`);
    this.#flags.set(dashed(flag), value);
    return this;
  }

  /**
   * The script's directive lines. This class has no scheduler: it writes what was asked for as
   * comments.
   */
  directives(context: BatchContext): string[] {
    const asked: [string, FlagValue | undefined][] = [
      ["--job-name", context.jobName],
      ["--nodes", this.nodes],
      ["--time", this.walltimeSec === undefined ? undefined : formatWalltime(this.walltimeSec)],
      ["--queue", this.queue],
      ["--account", this.account],
      ...this.#flags,
    ];
    return asked.flatMap(([flag, value]) =>
      value === undefined || value === false
        ? []
        : [`#SSX ${flagArguments(flag, value, "equals").join(" ")}`],
    );
  }
}
