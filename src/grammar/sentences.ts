import { type AnnotatedText, annotatedTextOf } from "./annotatedText.js";
import { languageOf, type DetectedLanguage } from "./languageDetection.js";
import type { Block, BlockKind } from "./prose/block.js";
import type { Span } from "./span.js";
import { type InTime, untilDone } from "./timeLimit.js";
import { compile, splitWords, type Word } from "./words.js";

/** How text becomes sentences and words: the part of `model.json` that Python and TypeScript share. */
export interface TextRules {
  /** Source of the word pattern, flags `gu`, with the groups `opaque`, `word`, `number` and `mark`. */
  readonly words: string;
  /** Source of a pattern, flag `u`, whose group `spoken` is what is said first of an opaque span: "email" of `emailInput`. */
  readonly codeStart: string;
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
  readonly continuesPrevious?: true;
  /** Something of the kind, or a list, stands right behind it, and it may go on there. */
  readonly continuesNext?: true;
  /** Indices of the words that a directive in the document silences. */
  readonly suppressed?: readonly number[];
  /** Indices of the words whose spelling alone a directive silences. */
  readonly spellingSuppressed?: readonly number[];
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
  const codeStart = compile(rules.codeStart, "u");
  return blocks.flatMap((block) => {
    const view = annotatedTextOf(block, text);
    return spansOfSentences(view.text, rules.sentenceEnd, abbreviations).map(({ start, end }) => {
      const shown = view.text.slice(start, end);
      const words = splitWords(shown, rules.words).map((word) => place(word, start, view, text));
      return {
        ...view.originalSpan(start, end),
        kind: block.kind,
        text: shown,
        words: withSpoken(words, text, codeStart),
      };
    });
  });
}

/** The same sentence that much further on in the original text. */
export function moveSentence(sentence: Sentence, by: number): Sentence {
  const words = sentence.words.map((word) => ({ ...word, start: word.start + by, end: word.end + by }));
  return { ...sentence, start: sentence.start + by, end: sentence.end + by, words };
}

function place(word: Word, offset: number, view: AnnotatedText, text: string): Word {
  const span = view.originalSpan(offset + word.start, offset + word.end);
  const isWhole = word.kind === "opaque" || text.slice(span.start, span.end) === word.text;
  return { ...word, ...span, kind: isWhole ? word.kind : "opaque" };
}

/** "An `emailInput`": which article is right depends on what the code begins with. */
function withSpoken(words: readonly Word[], text: string, codeStart: RegExp): Word[] {
  return words.map((word, index) => {
    const isBehindArticle = word.kind === "opaque" && /^an?$/iu.test(words[index - 1]?.text ?? "");
    const spoken = isBehindArticle ? codeStart.exec(text.slice(word.start, word.end))?.groups?.["spoken"] : undefined;
    return spoken === undefined ? word : { ...word, spoken };
  });
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
  for (const match of view.matchAll(compile(sentenceEnd, "gu"))) {
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

/** What has been read of a document. */
interface BlocksRead {
  readonly blocks: readonly BlockLanguage[];
  /** How many blocks are left out, since they took too long. */
  readonly slow: number;
}

/** @param text the original text that the blocks' pieces lie in */
type ReadBlocks = (blocks: readonly Block[], text: string) => BlocksRead;

interface Remembered {
  /** Where the block began that was read. */
  readonly start: number;
  /** `undefined` if it took too long. */
  readonly read: BlockLanguage | undefined;
}

/**
 * Reads blocks, those of the last document that was read from memory: splitting into words is most of the work of reading, and
 * between two edits all blocks but one stay as they are.
 */
export function createBlockReader(rules: TextRules, inTime: InTime = untilDone): ReadBlocks {
  let before: ReadonlyMap<string, Remembered> = new Map();
  return (blocks, text) => {
    const now = new Map<string, Remembered>();
    const read = (block: Block, limited: InTime): Remembered => {
      const start = block.parts[0]?.start ?? 0;
      const key = keyOf(block, start, text);
      const found = before.get(key) ?? now.get(key);
      const own = { start, read: found ? moved(found, start) : limited(() => readBlock(block, text, rules)) };
      now.set(key, own);
      return own;
    };
    // A limit for each would cost more than most blocks: only where all of them take too long is the one looked for that does.
    const all = inTime(() => blocks.map((block) => read(block, untilDone))) ?? blocks.map((block) => read(block, inTime)); // prettier-ignore
    before = now;
    const inOrder = all.flatMap((one) => one.read ?? []);
    return { blocks: inOrder, slow: all.length - inOrder.length };
  };
}

/** All that its sentences depend on but its place. */
function keyOf({ kind, parts }: Block, start: number, text: string): string {
  const shape = parts.map((piece) => `${piece.kind} ${String(piece.start - start)} ${String(piece.end - start)}`);
  return `${kind},${shape.join()}\n${text.slice(start, parts.at(-1)?.end)}`;
}

function readBlock(block: Block, text: string, rules: TextRules): BlockLanguage {
  const sentences = splitSentences([block], text, rules);
  return { sentences, language: languageOf(sentences.map((sentence) => sentence.text).join(" ")) };
}

function moved({ start, read }: Remembered, to: number): BlockLanguage | undefined {
  if (to === start || !read) return read;
  return { ...read, sentences: read.sentences.map((sentence) => moveSentence(sentence, to - start)) };
}

/** The sentences of one block, with what their words alone say. */
export interface BlockLanguage {
  readonly sentences: readonly Sentence[];
  readonly language: DetectedLanguage;
}

/** The sentences of blocks that are not English are left alone; what is too short to tell goes with the rest of the document. */
export function splitByLanguage(blocks: readonly BlockLanguage[]): { english: Sentence[]; other: Sentence[] } {
  const rest = sizeOf("other", blocks) > sizeOf("english", blocks) ? "other" : "english";
  const isOther = blocks.map(({ language }) => (language === "unknown" ? rest : language) === "other");
  return {
    english: blocks.filter((_, index) => !isOther[index]).flatMap(({ sentences }) => sentences),
    other: blocks.filter((_, index) => isOther[index]).flatMap(({ sentences }) => sentences),
  };
}

/** UTF-16 code units of the blocks with this verdict. */
function sizeOf(wanted: DetectedLanguage, blocks: readonly BlockLanguage[]): number {
  const sentences = blocks.filter(({ language }) => language === wanted).flatMap((block) => block.sentences);
  return sentences.reduce((sum, { text }) => sum + text.length, 0);
}
