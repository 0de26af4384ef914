import { GenerateError } from "./errors.ts";
import { quoted } from "./quoted.ts";

const nextSteps: Readonly<Record<string, string>> = {
  EACCES: "give yourself access to it, or choose another place",
  EDQUOT: "free some of your quota, or choose another place",
  EEXIST: "a file stands where a directory is needed: move it away, or choose another place",
  EFBIG: "raise the limit on file sizes (ulimit -f)",
  ELOOP: "untie the symbolic links",
  EMFILE: "raise the limit on open files (ulimit -n)",
  ENAMETOOLONG: "choose a shorter name or a place nearer to the root",
  ENOENT: "put it back, or attach the files again",
  ENOSPC: "free some space, or choose another place",
  ENOTDIR: "a file stands where a directory is needed: move it away, or choose another place",
  EPERM: "give yourself access to it, or choose another place",
  EROFS: "choose a place that can be written to",
};

/**
 * What the system answered, as a GenerateError `SSX_GENERATE_IO`.
 *
 * @param attempt - what was tried, such as `write`
 * @param path - the user's name for it, not that of a staged file
 */
export function ioError(attempt: string, path: string, cause: unknown): GenerateError {
  if (cause instanceof GenerateError) return cause;
  const { code, message } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {};
  const nextStep = nextSteps[code ?? ""] ?? "mend what the system complains of";
  return new GenerateError(
    "SSX_GENERATE_IO",
    `cannot ${attempt} ${quoted(path)}: ${quoted(message ?? String(cause))}; ${nextStep}, then generate again ` +
      "(members that are in place are whole)",
    { path, cause },
  );
}

/** Runs it and turns what the system throws into an `SSX_GENERATE_IO`. */
export function orIoError<T>(attempt: string, path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw ioError(attempt, path, cause);
  }
}
