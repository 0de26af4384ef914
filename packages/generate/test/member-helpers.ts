import {
  type AttachedFiles,
  attachFiles,
  GenerateError,
  type MemberSpec,
  type Params,
  planFiles,
} from "../src/index.ts";

/** A member named after its directory. */
export function memberAt(
  directory: string,
  params: Params = {},
  files: AttachedFiles = {},
): MemberSpec {
  const name = directory.slice(directory.lastIndexOf("/") + 1);
  return { name, directory, params, files: planFiles(attachFiles(files)) };
}

/** What a call that must fail throws; anything but a GenerateError fails the test. */
export async function errorOf(run: () => unknown): Promise<GenerateError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof GenerateError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}
