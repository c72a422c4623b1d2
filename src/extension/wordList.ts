/**
 * Puts a word into a dictionary file: one word a line, sorted, so that merges stay small. Comments at the top stay there, and the
 * file's own line ends are kept.
 * @returns the new text; the same text if the word is there already
 */
export function withWord(text: string, word: string): string {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  if (lines.some((line) => line.trim() === word)) return text;
  const comments = lines.filter((line) => line.trimStart().startsWith("#"));
  const words = lines.filter((line) => !line.trimStart().startsWith("#"));
  const sorted = [...words, word].sort((a, b) => a.localeCompare(b, "en"));
  return [...comments, ...sorted, ""].join(lineEnd);
}
