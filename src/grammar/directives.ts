import type { Sentence } from "./sentences.js";
import type { Span } from "./span.js";

/** A part of the document in which nothing, or one word only, is reported. */
export interface Mute extends Span {
  /** Lower-cased; without it everything in the span is silent. */
  readonly word?: string;
}

/** What stands in a comment, in the marks of HTML, MDX or code. */
const DIRECTIVE =
  /^(?:<!--+|\{?\/\*+|\/\/+|#+)\s*cloze-(disable-next-line|disable-line|disable|enable|ignore)(?![\w-])[\s:]*(.*?)\s*(?:--+>|\*\/\}?)?$/su;

/**
 * Reads `cloze-disable`, `cloze-enable`, `cloze-disable-line`, `cloze-disable-next-line` and `cloze-ignore WORD…` (in the whole
 * file) from a document's comments. Comments that say something else are passed over.
 */
export function mutesOf(comments: readonly Span[], text: string): Mute[] {
  const mutes: Mute[] = [];
  let disabledFrom: number | undefined;
  for (const { start, end } of comments) {
    const [, directive, rest = ""] = DIRECTIVE.exec(text.slice(start, end).trim()) ?? [];
    switch (directive) {
      case undefined:
        break;
      case "disable":
        disabledFrom ??= start;
        break;
      case "enable":
        if (disabledFrom !== undefined) mutes.push({ start: disabledFrom, end: start });
        disabledFrom = undefined;
        break;
      case "disable-line":
        mutes.push(lineAt(start, text));
        break;
      case "disable-next-line":
        mutes.push(lineAt(startOfNextLine(end, text), text));
        break;
      case "ignore":
        for (const word of rest.split(/[\s,]+/u))
          if (word) mutes.push({ start: 0, end: text.length, word: fold(word) });
        break;
      default:
        throw new Error(`Unknown directive: ${directive}`);
    }
  }
  if (disabledFrom !== undefined) mutes.push({ start: disabledFrom, end: text.length });
  return mutes;
}

/** @returns the sentences in which anything is left to report, with the indices of their silent words */
export function muteSentences(sentences: readonly Sentence[], mutes: readonly Mute[]): Sentence[] {
  if (mutes.length === 0) return [...sentences];
  return sentences.flatMap((sentence) => {
    const near = mutes.filter(({ start, end }) => start < sentence.end && sentence.start < end);
    const muted = sentence.words.flatMap((word, index) =>
      near.some(
        (mute) => word.start < mute.end && mute.start < word.end && (mute.word ?? fold(word.text)) === fold(word.text),
      )
        ? [index]
        : [],
    );
    if (muted.length === sentence.words.length) return [];
    return [muted.length === 0 ? sentence : { ...sentence, muted }];
  });
}

function fold(word: string): string {
  return word.replace(/[‘’]/gu, "'").toLowerCase();
}

function lineAt(offset: number, text: string): Span {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const ends = /[\r\n]/gu;
  ends.lastIndex = offset;
  return { start: offset === 0 ? 0 : start, end: ends.exec(text)?.index ?? text.length };
}

function startOfNextLine(offset: number, text: string): number {
  const breaks = /\r\n|\r|\n/gu;
  breaks.lastIndex = offset;
  const match = breaks.exec(text);
  return match ? match.index + match[0].length : text.length;
}
