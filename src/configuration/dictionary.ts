/** The plain file of a folder's own words, so that a team can commit it. The same name stands in `protocol.ts`. */
export const dictionaryName = ".cloze-words.txt";

/** One word a line; empty lines and lines that begin with `#` are for people. */
export function parseWords(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
