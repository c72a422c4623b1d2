const BYTE_ORDER_MARK = "\uFEFF";
/** With what ends it; never empty. */
const LINE = /[^\r\n]+(?:\r\n?|\n)?|\r\n?|\n/gu;

/**
 * Puts a word into a dictionary file: one word a line, sorted, so that merges stay small. Comments at the top stay there, and the
 * file's own line ends are kept.
 * @returns the new text; the same text if the word is there already
 */
export function withWord(text: string, word: string): string {
  const { mark, lines, lineEnd } = linesOf(text);
  if (lines.some((line) => line.trim() === word)) return text;
  const comments = lines.filter(isComment);
  const words = lines.filter((line) => !isComment(line));
  const sorted = [...words, word].sort((a, b) => a.localeCompare(b, "en"));
  return mark + [...comments, ...sorted, ""].join(lineEnd);
}

/** Takes a word out; everything else stays as it is. */
export function withoutWord(text: string, word: string): string {
  return text.replace(LINE, (line) => (line.replace(BYTE_ORDER_MARK, "").trim() === word ? "" : line));
}

/** The words of a dictionary file, as they stand there. */
export function wordsIn(text: string): string[] {
  return linesOf(text)
    .lines.filter((line) => !isComment(line))
    .map((line) => line.trim());
}

function linesOf(text: string): { mark: string; lines: string[]; lineEnd: string } {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const lines = text.slice(mark.length).split(/\r\n|\r|\n/u);
  return { mark, lines: lines.filter((line) => line.trim() !== ""), lineEnd: text.includes("\r\n") ? "\r\n" : "\n" };
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith("#");
}
