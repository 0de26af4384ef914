import type { ParamValue } from "@ssx/generate";

/**
 * The values without repetitions, the first of equal ones kept. Values are equal when their text is
 * (`1`, `1n` and `"1"`): the members would be the same.
 */
export function distinct(values: readonly ParamValue[]): readonly ParamValue[] {
  const type = typeof values[0];
  // Within one type equal text means equal value, and a million numbers need not become text.
  if (values.every((value) => typeof value === type)) return [...new Set(values)];
  const byText = new Map<string, ParamValue>();
  for (const value of values) {
    const text = String(value);
    if (!byText.has(text)) byText.set(text, value);
  }
  return [...byText.values()];
}
