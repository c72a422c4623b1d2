import type { Readable } from "node:stream";

/** One line of input: a document of plain text. */
export interface JsonLine {
  readonly id: unknown;
  readonly text: string;
  /** Lines in a row with the same value belong to one document; `undefined` for a line that is one. */
  readonly document: unknown;
}

/**
 * Reads `--jsonl` input as it comes: what has arrived together is yielded together, so that it can share batches while
 * whoever sends one line and waits for its answer gets it.
 * @throws an Error that names the line, from 1, that is no JSON object with a string `text`
 */
export async function* readJsonLines(input: Readable): AsyncGenerator<JsonLine[]> {
  const rest: string[] = [];
  let number = 0;
  let group: JsonLine[] = [];
  input.setEncoding("utf8");
  for await (const chunk of input) {
    const [end = "", ...lines] = String(chunk).split("\n");
    rest.push(end);
    // Only now is a line put together: in a long one, looking again at every chunk would take ever longer.
    const next = lines.pop();
    if (next === undefined) continue;
    try {
      read(rest.splice(0).join(""));
      for (const line of lines) read(line);
    } finally {
      // What came before a bad line is answered all the same.
      yield group;
    }
    rest.push(next);
    group = [];
  }
  read(rest.join(""));
  yield group;

  function read(line: string): void {
    number++;
    if (line.trim() !== "") group.push(parseJsonLine(line, number));
  }
}

function parseJsonLine(line: string, number: number): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`Line ${String(number)} is not JSON.`);
  }
  const { id, text, document } = (value ?? {}) as { id?: unknown; text?: unknown; document?: unknown };
  if (typeof text !== "string") throw new Error(`Line ${String(number)} needs a string “text”.`);
  return { id, text, document };
}
