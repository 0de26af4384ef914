import { SsxError } from "./errors.ts";

/** Leaves room for `.out`, `.err` and an attempt's number within the 255 bytes of a file's name. */
const MAX_NAME_BYTES = 200;

/**
 * A name becomes a directory, a file and the name of a job: it has to be one plain component of a
 * path.
 *
 * @throws {SsxError} `SSX_BAD_NAME`
 */
export function checkName(name: string, what: string): string {
  const wrong = whyNot(name);
  if (wrong === undefined) return name;
  throw new SsxError(
    "SSX_BAD_NAME",
    `${what} cannot be named ${JSON.stringify(name)}: ${wrong}. Its name becomes a directory inside the experiment's: choose one plain word or phrase.`,
    { details: { name } },
  );
}

function whyNot(name: unknown): string | undefined {
  if (typeof name !== "string") return "a name is a string";
  if (name.trim() === "") return "the name is empty";
  if (name.includes("/") || name.includes("\\")) return "it holds a path separator";
  if (name.startsWith(".")) return "names that begin with a dot are kept for SSX and the system";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return "it holds a control character";
  if (/\p{Surrogate}/u.test(name)) return "it is not well-formed text";
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `it is longer than ${MAX_NAME_BYTES} bytes`;
  return undefined;
}
