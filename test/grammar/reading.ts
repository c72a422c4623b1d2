import { type ParserName, proseParser } from "../../src/grammar/prose/parsers.js";
import { type Sentence, splitSentences } from "../../src/grammar/sentences.js";
import { rules } from "./rules.js";

/** The sentences of a text, as every stage after them gets them. */
export function readSentences(text: string, parser: ParserName = "markdown"): Sentence[] {
  return splitSentences(proseParser(parser)(text).blocks, text, rules);
}

/** The one sentence of a plain text. */
export function onlySentence(text: string, parser: ParserName = "plain"): Sentence {
  const [sentence, ...others] = readSentences(text, parser);
  if (!sentence || others.length > 0) throw new Error(`Not one sentence: ${text}`);
  return sentence;
}

/** How a test shows an opaque word. */
export function shown(sentence: Sentence): string {
  return sentence.text.replaceAll("\uFFFC", "□");
}
