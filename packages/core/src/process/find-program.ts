import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, resolve } from "node:path";

/**
 * The absolute path of an executable, looked up as a shell would: along `PATH`, or, when its name
 * holds a slash, from the directory where it will be started. `undefined` when there is none.
 */
export function findProgram(
  name: string,
  search: { readonly path: string | undefined; readonly directory: string },
): string | undefined {
  if (name.includes("/")) {
    const file = isAbsolute(name) ? name : resolve(search.directory, name);
    return isExecutable(file) ? file : undefined;
  }
  for (const folder of (search.path ?? "").split(delimiter)) {
    const file = resolve(search.directory, folder, name);
    if (isExecutable(file)) return file;
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
