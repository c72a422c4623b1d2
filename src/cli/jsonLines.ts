/** One line of input: a document of plain text. */
export interface JsonLine {
  readonly id: unknown;
  readonly text: string;
}

/**
 * Parses one line of `--jsonl` input.
 * @param number the line's number from 1, for the message
 * @throws an Error that names the line if it is no JSON object with a string `text`
 */
export function parseJsonLine(line: string, number: number): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`Line ${String(number)} is not JSON.`);
  }
  const { id, text } = (value ?? {}) as { id?: unknown; text?: unknown };
  if (typeof text !== "string") throw new Error(`Line ${String(number)} needs a string “text”.`);
  return { id, text };
}
