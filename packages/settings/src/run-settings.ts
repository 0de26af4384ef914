import { checkArgument, type ExeArgs, toArguments } from "./arguments.ts";
import { checkEnvironment, type Environment } from "./environment.ts";
import { dashed, type FlagJoin, type Flags, type FlagValue, flagArguments } from "./flags.ts";
import { SettingsError } from "./settings-error.ts";

export interface RunOptions {
  /** An array is passed as it is; a string is split at blanks and nothing else. @default [] */
  readonly exeArgs?: ExeArgs;
  /**
   * The program that starts the executable, such as `mpirun`.
   * @default none: the executable is started itself
   */
  readonly runCommand?: string;
  /** Flags of the run command, see {@link RunSettings.set}. @default {} */
  readonly runArgs?: Flags;
  /** Environment variables on top of the driver's own. @default {} */
  readonly env?: Environment;
}

/**
 * How one executable is started: plainly, or by a run command (`runCommand runArgs… exe exeArgs…`).
 * Setters return the settings, so that calls can be chained.
 */
export class RunSettings {
  readonly exe: string;
  readonly runCommand: string | undefined;
  protected readonly flagJoin: FlagJoin = "equals";
  #exeArgs: string[];
  #flags: Map<string, FlagValue> = new Map();
  #env: Record<string, string>;

  /**
   * @throws {SettingsError} `SSX_EXECUTABLE`, `SSX_NUL`, `SSX_NOT_TEXT`, `SSX_ENV_NAME`, `SSX_FLAG`
   */
  constructor(exe: string, options: RunOptions = {}) {
    this.exe = checkExecutable(exe, "the executable");
    this.runCommand =
      options.runCommand === undefined
        ? undefined
        : checkExecutable(options.runCommand, "the run command");
    this.#exeArgs = toArguments(options.exeArgs ?? []);
    this.#env = checkEnvironment(options.env ?? {});
    for (const [flag, value] of Object.entries(options.runArgs ?? {})) this.set(flag, value);
  }

  get exeArgs(): readonly string[] {
    return this.#exeArgs;
  }

  get env(): Readonly<Record<string, string>> {
    return this.#env;
  }

  /** @throws {SettingsError} `SSX_NUL`, `SSX_NOT_TEXT` */
  addExeArgs(args: ExeArgs): this {
    this.#exeArgs.push(...toArguments(args));
    return this;
  }

  /** @throws {SettingsError} `SSX_ENV_NAME`, `SSX_NUL`, `SSX_NOT_TEXT` */
  updateEnv(variables: Environment): this {
    this.#env = { ...this.#env, ...checkEnvironment(variables) };
    return this;
  }

  /**
   * A flag of the run command. `set("oversubscribe")` writes it bare, `set("np", 2)` with its
   * value, and `set("np", false)` takes it out again. A name that brings its dashes keeps them.
   *
   * @throws {SettingsError} `SSX_NO_RUN_COMMAND` when there is no run command to give it to;
   * `SSX_FLAG`
   */
  set(flag: string, value: FlagValue = null): this {
    if (this.runCommand === undefined) {
      throw new SettingsError(
        "SSX_NO_RUN_COMMAND",
        `${JSON.stringify(flag)} is a flag of a run command, and ${this.exe} is started without one: give runCommand, or use exeArgs for its own arguments`,
        { flag },
      );
    }
    this.#flags.set(this.spell(flag), value);
    return this;
  }

  /** A copy that can be changed without changing this one. */
  clone(): this {
    const copy = new (this.constructor as new (exe: string, options: RunOptions) => this)(
      this.exe,
      {
        exeArgs: this.#exeArgs,
        env: this.#env,
        ...(this.runCommand === undefined ? {} : { runCommand: this.runCommand }),
      },
    );
    for (const [flag, value] of this.#flags) copy.set(flag, value);
    return copy;
  }

  /**
   * What is started, word by word. `moreArgs` (a member's parameters) follow the executable's own.
   */
  toArgv(moreArgs: readonly string[] = []): string[] {
    const program = [this.exe, ...this.#exeArgs, ...moreArgs];
    if (this.runCommand === undefined) return program;
    const flags = [...this.#flags].flatMap(([flag, value]) =>
      flagArguments(flag, value, this.flagJoin),
    );
    return [this.runCommand, ...flags, ...program];
  }

  /** How a flag given by name is spelled for this run command. */
  protected spell(flag: string): string {
    return dashed(flag);
  }
}

function checkExecutable(exe: string, what: string): string {
  checkArgument(exe, what);
  if (exe.trim() === "") {
    throw new SettingsError("SSX_EXECUTABLE", `${what} is empty: give a program's name or path`);
  }
  if (exe.startsWith("-")) {
    throw new SettingsError(
      "SSX_EXECUTABLE",
      `${what} ${JSON.stringify(exe)} looks like a flag: if there is such a program, give its path (./${exe})`,
    );
  }
  return exe;
}
