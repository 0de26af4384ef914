import { isAbsolute, posix, resolve, sep } from "node:path";
import { GenerateError } from "./errors.ts";
import type { FilePlan } from "./file-plan.ts";
import { checkParams } from "./format-value.ts";
import type { MemberSpec, ReservedNames } from "./member.ts";
import { paramsFileName } from "./params-json.ts";
import { collision } from "./plan-files.ts";
import { quoted } from "./quoted.ts";

/** Everything about one member that can be wrong without a look at the disk. */
export class MemberChecker {
  readonly #reserved: (member: MemberSpec) => readonly string[];
  readonly #plans = new Map<FilePlan, Map<string, string>>();

  constructor(reserved: ReservedNames = []) {
    this.#reserved = typeof reserved === "function" ? reserved : () => reserved;
  }

  /**
   * @throws {TypeError} when its directory is not absolute
   * @throws {GenerateError} `SSX_BAD_NAME`, `SSX_BAD_VALUE`, `SSX_UNSAFE_PATH`,
   * `SSX_FILE_COLLISION`
   */
  check(member: MemberSpec): void {
    if (!isAbsolute(member.directory))
      throw new TypeError(
        `directory of ${quoted(member.name)} must be absolute, got ${quoted(member.directory)}`,
      );
    checkParams(member.params, member.name);
    const destinations = this.#destinationsOf(member.files);
    for (const name of this.#reserved(member)) {
      const source = destinations.get(posix.normalize(name));
      if (source !== undefined)
        throw collision(name, [source, `what ${member.name} will write there`]);
    }
  }

  /** Source by destination. */
  #destinationsOf(plan: FilePlan): Map<string, string> {
    const known = this.#plans.get(plan);
    if (known !== undefined) return known;
    const destinations = new Map<string, string>();
    for (const { path, source } of plan.entries) {
      // planFiles gives no such plan; one made by hand or read from a file may be.
      if (path === paramsFileName || !isInside(path)) throw unsafe(path, source);
      destinations.set(path, source);
    }
    this.#plans.set(plan, destinations);
    return destinations;
  }
}

function isInside(path: string): boolean {
  return (
    path !== "" && !path.includes("\0") && resolve(sep, path) === sep + path && !isAbsolute(path)
  );
}

function unsafe(path: string, source: string): GenerateError {
  return new GenerateError(
    "SSX_UNSAFE_PATH",
    `the plan would put ${quoted(source)} at ${quoted(path)}, which is not a place for a file in a member's ` +
      "directory; make plans with planFiles",
    { path, sources: [source] },
  );
}
