import type { Readable } from "node:stream";

/** One line of input: a document of plain text. */
export interface JsonLine {
  readonly id: unknown;
  readonly text: string;
  /** Lines in a row with the same value belong to one document; `undefined` for a line that is one. */
  readonly document: unknown;
}

/** Bytes; what is longer is no text that somebody has written. */
const LONGEST = 64_000_000;
const LINE_END = 10;

/**
 * Reads `--jsonl` input as it comes: what has arrived together is yielded together, so that it can share batches while
 * whoever sends one line and waits for its answer gets it.
 * @param fail is told of each line, by its number from 1, that is no UTF-8 or no JSON object with a string `text`; the others are yielded
 * @param longest bytes of a line
 */
export async function* readJsonLines(
  input: Readable,
  fail: (message: string) => void,
  longest = LONGEST,
): AsyncGenerator<JsonLine[]> {
  let number = 0;
  let group: JsonLine[] = [];
  const line = new Line(longest);
  for await (const chunk of input) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : (chunk as Buffer);
    let start = 0;
    for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, start)) {
      line.add(bytes.subarray(start, end));
      read(line.take());
      start = end + 1;
    }
    line.add(bytes.subarray(start));
    if (group.length > 0) yield group;
    group = [];
  }
  read(line.take());
  if (group.length > 0) yield group;

  function read(bytes: Buffer | "tooLong"): void {
    number++;
    const parsed = bytes === "tooLong" ? "is too long" : parseJsonLine(bytes);
    if (typeof parsed === "string") fail(`Line ${String(number)} ${parsed}.`);
    else if (parsed) group.push(parsed);
  }
}

/** A line that comes piece by piece. It is put together only once, or a long one would take ever longer. */
class Line {
  private pieces: Buffer[] = [];
  private length = 0;

  constructor(private readonly longest: number) {}

  add(piece: Buffer): void {
    this.length += piece.length;
    if (this.length <= this.longest) this.pieces.push(piece);
    else this.pieces = [];
  }

  take(): Buffer | "tooLong" {
    const line = this.length <= this.longest ? Buffer.concat(this.pieces) : "tooLong";
    this.pieces = [];
    this.length = 0;
    return line;
  }
}

/** @returns what is wrong with it, as the rest of a sentence; `undefined` for an empty line */
function parseJsonLine(bytes: Buffer): JsonLine | string | undefined {
  const line = textOf(bytes);
  if (line === undefined) return "is not UTF-8";
  if (line.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // What the parser says quotes the text, which belongs into no log.
    return "is not JSON";
  }
  const { id, text, document } = (value ?? {}) as { id?: unknown; text?: unknown; document?: unknown };
  return typeof text === "string" ? { id, text, document } : "needs a string “text”";
}

/** Without a byte order mark. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // It says no more than that.
    return undefined;
  }
}
