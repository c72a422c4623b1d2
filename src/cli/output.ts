/** Standard output takes nothing any more. The message is a sentence for people. */
class OutputProblem extends Error {}

/**
 * To standard output, waiting where the reader is slower.
 * @throws OutputProblem
 */
export async function write(text: string | Buffer): Promise<void> {
  takeFoot();
  await new Promise<void>((done, fail) => {
    process.stdout.write(text, (error) => {
      if (error) fail(new OutputProblem(reasonOf(error)));
      else done();
    });
  });
  putFoot();
}

/** A line of text that may hold what others have written. */
export function writeLine(line: string): Promise<void> {
  return write(`${printable(line)}\n`);
}

/** A line to standard error. */
export function tell(line: string): void {
  takeFoot();
  process.stderr.write(`${printable(line)}\n`);
  putFoot();
}

let foot = "";

/** A line on the terminal of standard error below all that is written, until the next one; empty for none. It must not be wider than that. */
export function setFoot(line: string): void {
  takeFoot();
  foot = line;
  putFoot();
}

function takeFoot(): void {
  if (foot !== "") process.stderr.write("\r\u001B[2K");
}

/** In the place of the last one, which another write may have put there meanwhile. */
function putFoot(): void {
  takeFoot();
  if (foot !== "") process.stderr.write(foot);
}

/** A sentence to standard error. */
export function complain(message: string): void {
  tell(`cloze: ${message}`);
}

/** JSON, in which what a terminal might obey is written as an escape. */
export function json(value: unknown, space = 0): string {
  return JSON.stringify(value, null, space).replace(UNSEEN, (letter) => (letter === "\n" ? letter : `\\u${hex(letter, 4)}`)); // prettier-ignore
}

/**
 * Whoever writes is told by its own answer what went wrong; and where standard error takes nothing, nobody can be told at all. Without a
 * listener either would end the process with a stack.
 */
export function listenToOutputs(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

/** What a terminal obeys instead of showing it: control characters, and those that turn the direction of writing. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Others name files and write texts: neither moves a terminal's cursor, nor adds a line. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (letter) => NAMED[letter] ?? (letter < "\u0100" ? `\\x${hex(letter, 2)}` : `\\u${hex(letter, 4)}`)); // prettier-ignore
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function hex(letter: string, digits: number): string {
  return letter.charCodeAt(0).toString(16).padStart(digits, "0");
}

function reasonOf(error: Error & { code?: string }): string {
  if (error.code === "EPIPE") return "The output was closed before everything was written.";
  if (error.code === "ENOSPC") return "There is no space left for the output.";
  return `The output cannot be written: ${error.message}.`;
}
