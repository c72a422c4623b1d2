import type { Block, BlockKind } from "./prose/block.js";
import type { Span } from "./span.js";
import { viewOf, type View } from "./view.js";
import { splitWords, type Word } from "./words.js";

/** How text becomes sentences and words: the part of `model.json` that Python and TypeScript share. */
export interface TextRules {
  /** Source of the word pattern, flags `gu`, with the groups `opaque`, `word`, `number` and `mark`. */
  readonly words: string;
  /** Source of a pattern, flags `gu`, whose match ends where the next sentence may start. */
  readonly sentenceEnd: string;
  /** Lower-cased, without the final full stop: right after one of these no sentence ends. */
  readonly abbreviations: readonly string[];
}

/** One sentence, or one fragment of a heading, list or table. */
export interface Sentence extends Span {
  readonly kind: BlockKind;
  /** What the model reads: no markup, U+FFFC for what is opaque, each run of white space one space. */
  readonly text: string;
  /** Their spans are in the original text; `text` is what the view shows. */
  readonly words: readonly Word[];
  /** Code, a picture or the like stands right before it, and it may go on with what came before that. */
  readonly goesOn?: true;
  /** Something of the kind, or a list, stands right behind it, and it may go on there. */
  readonly leadsOn?: true;
  /** Indices of the words that a directive in the document silences. */
  readonly muted?: readonly number[];
  /** Indices of the words whose spelling alone a directive silences. */
  readonly unspelled?: readonly number[];
  /** Indices of the words that belong to a title: of them only misspelled ones are mistakes. */
  readonly titled?: readonly number[];
}

/**
 * Splits blocks into sentences, the same as `split_sentences` in `scripts/cloze_model/text.py` does with plain text. A word
 * that markup runs through is opaque: no fix could keep the markup. A sentence of over 20,000 characters is left out.
 * @param text the original text that the blocks' pieces lie in
 */
export function splitSentences(blocks: readonly Block[], text: string, rules: TextRules): Sentence[] {
  const abbreviations = new Set(rules.abbreviations);
  return blocks.flatMap((block) => {
    const view = viewOf(block, text);
    return spansOfSentences(view.text, rules.sentenceEnd, abbreviations).map(({ start, end }) => {
      const shown = view.text.slice(start, end);
      const words = splitWords(shown, rules.words).map((word) => place(word, start, view, text));
      return { ...view.originalOf(start, end), kind: block.kind, text: shown, words };
    });
  });
}

/** The same sentence that much further on in the original text. */
export function moveSentence(sentence: Sentence, by: number): Sentence {
  const words = sentence.words.map((word) => ({ ...word, start: word.start + by, end: word.end + by }));
  return { ...sentence, start: sentence.start + by, end: sentence.end + by, words };
}

function place(word: Word, offset: number, view: View, text: string): Word {
  const span = view.originalOf(offset + word.start, offset + word.end);
  const isWhole = word.kind === "opaque" || text.slice(span.start, span.end) === word.text;
  return { ...word, ...span, kind: isWhole ? word.kind : "opaque" };
}

/** UTF-16 code units. What runs on for longer is data, and not even worth splitting into words. */
const LONGEST = 20_000;

function spansOfSentences(view: string, sentenceEnd: string, abbreviations: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const add = (end: number): void => {
    const span = withoutSpace(view, start, end);
    if (span.end > span.start && span.end - span.start <= LONGEST) spans.push(span);
    start = end;
  };
  for (const match of view.matchAll(new RegExp(sentenceEnd, "gu"))) {
    const before = view.slice(Math.max(0, match.index - LONGEST_TOKEN), match.index);
    if (!isAbbreviated(before, match[0], abbreviations)) add(match.index + match[0].length);
  }
  add(view.length);
  return spans;
}

/** A view's only white space is the space. */
function withoutSpace(view: string, start: number, end: number): Span {
  let first = start;
  let last = end;
  while (first < last && view[first] === " ") first++;
  while (last > first && view[last - 1] === " ") last--;
  return { start: first, end: last };
}

/** UTF-16 code units before a boundary that are looked at. */
const LONGEST_TOKEN = 64;
const SPACE = /\s/u;
const OPENING = /^[("'“‘[]+/u;
const INITIAL = /^(?!I$)\p{Uppercase}$/u;

/**
 * True if an abbreviation or an initial stands before a possible boundary, with one full stop.
 * @param marks what the boundary was found by, its first full stop included
 */
function isAbbreviated(before: string, marks: string, abbreviations: ReadonlySet<string>): boolean {
  if (!marks.startsWith(".") || marks.startsWith("..")) return false;
  const token = before.split(SPACE).at(-1)!.replace(OPENING, "");
  return abbreviations.has(token.toLowerCase()) || INITIAL.test(token);
}
