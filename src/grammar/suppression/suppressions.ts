import { type Lines, linesIn } from "../lineStarts.js";
import type { Sentence } from "../sentences.js";
import { countAtMost, type Span } from "../span.js";
import type { Word } from "../words.js";
import { linesOfComment } from "./commentLines.js";
import {
  type Directive,
  type DirectiveReader,
  readCloze,
  readCspell,
  readHarper,
  readLtex,
  readVale,
} from "./directives.js";

/** Where less is reported. The spans are in order, and apart from one another. */
interface Suppressions {
  /** Nothing is. */
  readonly silent: readonly Span[];
  /** Spelling is left alone. */
  readonly spellingOnly: readonly Span[];
  /** These words are not reported anywhere in the document. Folded. */
  readonly words: ReadonlySet<string>;
}

/** A part of the document, before it is put together with others. */
interface Suppression extends Span {
  readonly only?: "spelling";
}

const readers: readonly DirectiveReader[] = [readCloze, readCspell, readHarper, readLtex, readVale];

/** Most comments say nothing of the kind, and are not taken apart. */
const LIKELY = /cloze-|spell|localwords|harper|ltex|vale /iu;

/** A directive and where it stands. */
interface Placed {
  readonly directive: Directive;
  /** From the directive to the end of what the line says. */
  readonly own: Span;
  /** Where the next line is looked for. */
  readonly end: number;
}

/**
 * Reads the directives in a document's comments: our own, and those of other tools as their documentation has them. Comments that
 * say something else are passed over.
 */
export function suppressionsOf(comments: readonly Span[], text: string): Suppressions {
  const found = comments.flatMap((comment) => placedIn(comment, text));
  if (found.length === 0) return { silent: [], spellingOnly: [], words: new Set() };
  const mutes: Suppression[] = [...suppressionsOfOne(found, text), ...suppressedBlocks(found, comments, text), ...suppressedStretches(found, text)]; // prettier-ignore
  return {
    silent: joined(mutes.filter(({ only }) => only === undefined)),
    spellingOnly: joined(mutes.filter(({ only }) => only !== undefined)),
    words: new Set(found.flatMap(({ directive }) => (directive.kind === "words" ? directive.words.map(foldWord) : []))),
  };
}

function placedIn(comment: Span, text: string): Placed[] {
  if (!LIKELY.test(text.slice(comment.start, comment.end))) return [];
  return linesOfComment(comment, text).flatMap(({ content, start, end, isLast }) =>
    readers
      .flatMap((read) => read(content))
      .map(({ directive, at }) => ({
        directive,
        own: { start: start + at, end },
        end: isLast ? comment.end : end,
      })),
  );
}

/** Of each directive: its own place, since in a file of code a comment is prose and the directive in it none; and its line. */
function suppressionsOfOne(found: readonly Placed[], text: string): Suppression[] {
  const lines = linesIn(text);
  const nextLines = createNextLines(lines, text);
  const lineAt = (line: number): Span => ({ start: lines.startOf(line), end: lines.endOf(line) });
  return found.flatMap(({ directive, own, end }): Suppression[] => {
    switch (directive.kind) {
      case "line":
        return [own, { ...lineAt(lines.lineAt(own.start)), ...scopeOf(directive) }];
      case "nextLine":
        return [own, { ...lineAt(nextLines(lines.lineAt(end))), ...scopeOf(directive) }];
      case "file":
        return [{ start: 0, end: text.length }];
      case "words":
      case "comment":
      case "off":
      case "on":
        return [own];
      default:
        throw new Error("Unknown directive");
    }
  });
}

/**
 * The line after another, or itself after the last. Empty lines between are passed over: in some formats a comment must be
 * followed by one. Many directives may stand before the same ones, so each line is asked for once.
 */
function createNextLines(lines: Lines, text: string): (line: number) => number {
  const known = new Map<number, number>();
  const isBlank = (line: number): boolean => /^[ \t]*$/u.test(text.slice(lines.startOf(line), lines.endOf(line)));
  return (line) => {
    let next = known.get(line);
    if (next !== undefined) return next;
    const last = lines.count - 1;
    for (next = Math.min(last, line + 1); next < last && isBlank(next);) next++;
    known.set(line, next);
    return next;
  };
}

/** The comments that are not to be checked, each with those around it. */
function suppressedBlocks(found: readonly Placed[], comments: readonly Span[], text: string): Suppression[] {
  const marked = found.flatMap(({ directive, own }) => (directive.kind === "comment" ? [own.start] : []));
  if (marked.length === 0) return [];
  let next = 0;
  return blocksOf(comments, text).filter(({ end }) => {
    const before = next;
    while (next < marked.length && marked[next]! < end) next++;
    return next > before;
  });
}

/** From each "off" to the next "on" of the same hand, or to the end. */
function suppressedStretches(found: readonly Placed[], text: string): Suppression[] {
  const mutes: Suppression[] = [];
  const open = new Map<string, Suppression>();
  const close = (by: string, end: number): void => {
    const mute = open.get(by);
    if (mute) mutes.push({ ...mute, end });
    open.delete(by);
  };
  for (const { directive, own } of found) {
    if (directive.kind === "on") close(directive.by, own.start);
    else if (directive.kind === "off" && !open.has(directive.by))
      open.set(directive.by, { start: own.start, end: text.length, ...scopeOf(directive) });
  }
  for (const by of [...open.keys()]) close(by, text.length);
  return mutes;
}

function scopeOf({ only }: { readonly only?: "spelling" }): { readonly only?: "spelling" } {
  return only === undefined ? {} : { only };
}

/** The stretches of comments that follow on one another without an empty line or anything else between. */
function blocksOf(comments: readonly Span[], text: string): Span[] {
  const blocks: Span[] = [];
  for (const { start, end } of comments) {
    const last = blocks.at(-1);
    const between = last && text.slice(last.end, start);
    const touches = between?.trim() === "" && (between.match(/\r\n|\r|\n/gu) ?? []).length < 2;
    if (last && touches) blocks[blocks.length - 1] = { start: last.start, end };
    else blocks.push({ start, end });
  }
  return blocks;
}

/** The spans in order, those that meet being one. */
function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last && start <= last.end) apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else apart.push({ start, end });
  }
  return apart;
}

/** How words are compared: in lower case, with straight apostrophes. */
function foldWord(word: string): string {
  return word.replace(/[‘’]/gu, "'").toLowerCase();
}

/** @returns the sentences in which anything is left to report, with the indices of the words that are silent or unspelled */
export function suppressSentences(
  sentences: readonly Sentence[],
  { silent, spellingOnly, words }: Suppressions,
): Sentence[] {
  const isSilent = touching(silent);
  const isUnspelled = touching(spellingOnly);
  const isListed = ({ text }: Word): boolean => words.size > 0 && words.has(foldWord(text));
  return sentences.flatMap((sentence) => {
    const suppressed = indicesOf(sentence.words, (word) => isSilent(word) || isListed(word));
    if (suppressed.length > 0 && suppressed.length === sentence.words.length) return [];
    const left = indicesOf(sentence.words, isUnspelled);
    if (suppressed.length === 0 && left.length === 0) return [sentence];
    return [
      {
        ...sentence,
        ...(suppressed.length > 0 && { suppressed }),
        ...(left.length > 0 && { spellingSuppressed: left }),
      },
    ];
  });
}

/** @param spans in order, apart from one another */
function touching(spans: readonly Span[]): (word: Span) => boolean {
  const starts = spans.map(({ start }) => start);
  return ({ start, end }) => {
    const last = spans[countAtMost(starts, end - 1) - 1];
    return last !== undefined && start < last.end;
  };
}

function indicesOf(words: readonly Word[], isWanted: (word: Word) => boolean): number[] {
  return words.flatMap((word, index) => (isWanted(word) ? [index] : []));
}
