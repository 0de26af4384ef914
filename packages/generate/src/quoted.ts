const beyondJson = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Text for a message: in quotes, and nothing in it can move a terminal's cursor or turn the text.
 */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    beyondJson,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The first ten, and how many more there are. */
export function quotedList(texts: readonly string[]): string {
  const shown = texts.slice(0, 10).map(quoted).join(", ");
  return texts.length > 10 ? `${shown} and ${texts.length - 10} more` : shown;
}
