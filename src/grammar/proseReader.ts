import { plainSentence } from "./annotatedText.js";
import { looksLikeProse } from "./prose/languageOfFile.js";
import { parserForFile, proseParser } from "./prose/parsers.js";
import { createBlockReader, type Sentence, type TextRules, splitByLanguage } from "./sentences.js";
import { suppressSentences, suppressionsOf } from "./suppression/suppressions.js";

/** Words; what is shorter is a label. */
const SHORTEST = 4;

/** Reads whole sentences of English from files. */
export interface ProseReader {
  /** @param name a file name or path */
  reads(name: string): boolean;
  /** Sentences as text without markup. Never throws. */
  sentences(text: string, name: string): readonly string[];
}

export function createProseReader(rules: TextRules): ProseReader {
  const parserOf = (name: string): ReturnType<typeof parserForFile> =>
    looksLikeProse(name) ? parserForFile(name) : undefined;
  return {
    reads: (name) => parserOf(name) !== undefined,
    sentences(text, name) {
      const parser = parserOf(name);
      if (parser === undefined) return [];
      const { blocks, comments } = proseParser(parser)(text);
      const { english } = splitByLanguage(createBlockReader(rules)(blocks, text).blocks);
      return suppressSentences(english, suppressionsOf(comments, text)).filter(isWhole).map((sentence) => plainSentence(sentence).text); // prettier-ignore
    },
  };
}

/** Headings and table cells are fragments, and what was silenced is no example. */
function isWhole({ kind, words, suppressed }: Sentence): boolean {
  const isRunning = kind === "paragraph" || kind === "item";
  return isRunning && !suppressed && words.filter((word) => word.kind === "word").length >= SHORTEST;
}
