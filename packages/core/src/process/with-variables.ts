/**
 * Starts a program with variables through env(1), by absolute paths, which are the same everywhere,
 * because the PATH may be one of the variables. A program with `=` in its path would be another
 * variable to env(1); nice(1) takes it as it is.
 */
export function withVariables(
  variables: Readonly<Record<string, string>>,
  argv: readonly string[],
): readonly string[] {
  const pairs = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  if (pairs.length === 0) return argv;
  const program = argv[0]?.includes("=") ? ["/usr/bin/nice", "-n", "0", ...argv] : argv;
  return ["/usr/bin/env", "--", ...pairs, ...program];
}
