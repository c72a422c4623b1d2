import type { Sentence } from "./sentences.js";
import { countAtMost, liesIn, type Span } from "./span.js";
import { startsWithCapital } from "./textEdit.js";
import type { Word } from "./words.js";

/** Words that no text can do without, so that they are no names, and stand in small letters where others have a capital. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  "a an the of and or to in on at by for from with as is are was were be been it its this that these those not no so if then than has have had do does did can will he she we you they there their your our".split(
    " ",
  ),
);

/** What a link shows. */
const LINK_TEXT = /\[([^[\]\n]{1,200})\](?=[([])/gu;
/** Emphasis and the like around a link's text. */
const MARKUP = /^[*_~`]+|(?<![*_~`])[*_~`]+$/gu;
/** UTF-16 code units of such markup. */
const LONGEST_MARKUP = 4;

/**
 * Marks the words that belong to titles: headings, lists in Title Case such as a table of contents, links that are an item of their
 * own, and what refers to a heading. "Basic Usage" is no sentence, and neither its capitals nor its missing words are mistakes.
 * @param sentences of the document, in order
 */
export function markTitles(sentences: readonly Sentence[], text: string): Sentence[] {
  const headings = new Set(sentences.filter(isHeading).map((heading) => folded(heading.text)));
  const isInTitleList = titleLists(sentences);
  const links = references(text, headings);
  const starts = links.map(({ start }) => start);
  return sentences.map((sentence, index) => {
    if (isTitle(sentence, index)) return { ...sentence, titled: sentence.words.map((_, at) => at) };
    const titled = titledByLinks(sentence);
    return titled.length === 0 ? sentence : { ...sentence, titled };
  });

  function isTitle(sentence: Sentence, index: number): boolean {
    if (sentence.kind === "cell") return isTitleCase(sentence);
    if (sentence.kind !== "item") return isHeading(sentence);
    return isInTitleList(index) || isLink(sentence, text) || headings.has(folded(sentence.text));
  }

  function titledByLinks(sentence: Sentence): number[] {
    const own = links.slice(countAtMost(starts, sentence.start - 1), countAtMost(starts, sentence.end));
    if (own.length === 0) return [];
    return sentence.words.flatMap((word, at) => (own.some((link) => liesIn(word, link)) ? [at] : []));
  }
}

/** A paragraph in bold stands for a heading too, but not one with a full stop. */
function isHeading({ kind, words }: Sentence): boolean {
  return kind === "heading" && words.at(-1)?.text !== ".";
}

/** The words behind its first are capitalized but for the small ones, of five all but one. */
function isTitleCase(sentence: Sentence): boolean {
  const [, ...others] = plainWords(sentence);
  const words = others.filter(({ text }) => !SMALL_WORDS.has(text.toLowerCase()));
  const capitalized = words.filter(({ text }) => startsWithCapital(text)).length;
  return words.length > 0 && capitalized * 5 >= words.length * 4;
}

function plainWords({ words }: Sentence): Word[] {
  return words.filter(({ kind }) => kind === "word");
}

/** Small letters, without marks: as one finds a heading again. */
function folded(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/** @returns whether the item of that index stands in a list of which most items of several words are in Title Case */
function titleLists(sentences: readonly Sentence[]): (index: number) => boolean {
  const inTitleList = new Set<number>();
  for (let start = 0; start < sentences.length; start++) {
    let end = start;
    while (sentences[end]?.kind === "item") end++;
    const items = sentences.slice(start, end).filter((item) => plainWords(item).length >= 2);
    if (items.filter(isTitleCase).length * 2 > items.length) for (let at = start; at < end; at++) inTitleList.add(at);
    start = end;
  }
  return (index) => inTitleList.has(index);
}

/** True if the whole of it is one link in Markdown. */
function isLink({ start, end }: Sentence, text: string): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_MARKUP), start).replace(MARKUP, "");
  const after = text.slice(end, end + LONGEST_MARKUP).replace(MARKUP, "");
  return before.endsWith("[") && /^\][([]/u.test(after);
}

/** Links that show the text of a heading, wherever they lead to, or the name of a package ("ansi-styles"). */
function references(text: string, headings: ReadonlySet<string>): Span[] {
  return Array.from(text.matchAll(LINK_TEXT), ({ index, 1: shown = "" }) => {
    return { start: index + 1, end: index + 1 + shown.length };
  }).filter(({ start, end }) => {
    const shown = text.slice(start, end);
    return headings.has(folded(shown)) || /^[^\s-]{1,100}-\S+$/u.test(shown);
  });
}
