import type { Span } from "./span.js";
import { capitalize, startsWithCapital, type TextReplacement, type EditContext } from "./textEdit.js";
import type { Word } from "./words.js";

const SPACES = /^[ \t\u00a0]+$/u;
const LINE_BREAK = /[\r\n]/u;
const CLOSING = /^[,.;:!?…)\]}”’"']$/u;
const HYPHEN = /^[-‐‑–—]$/u;
const MARKUP = /^(?:\*{1,3}|_{1,3}|~~)/u;

/** A word too many: it goes with one of the spaces around it, or with the emphasis that it alone stands in. */
export function deletionOf(index: number, { sentence, text }: EditContext): TextReplacement | undefined {
  const { words } = sentence;
  const word = words[index];
  if (!word) return undefined;
  const [before, after] = [words[index - 1], words[index + 1]];
  const anchor = { start: word.start, end: word.end };
  if (word.kind === "mark") return deletionOfMark(word, before, after);
  const isFirst = words.slice(0, index).every(({ kind }) => kind === "mark");
  if (isFirst && after) return deletionAtStart(word, after, text);
  const span = withSpace(word, before, after, text) ?? withEmphasis(word, before, after, text);
  return span && { ...span, anchor, textWith: () => "" };
}

/** The next word takes the capital over. A mark cannot come first. */
function deletionAtStart(word: Word, after: Word, text: string): TextReplacement | undefined {
  const anchor = { start: word.start, end: word.end };
  if (!isSpace(text, word.end, after.start) || after.kind === "mark") return undefined;
  const isRaised = after.kind === "word" && startsWithCapital(word.text) && capitalize(after.text) !== after.text;
  if (!isRaised) return { start: word.start, end: after.start, anchor, textWith: () => "" };
  return { start: word.start, end: after.end, anchor, textWith: () => capitalize(after.text) };
}

function deletionOfMark(mark: Word, before: Word | undefined, after: Word | undefined): TextReplacement | undefined {
  const anchor = { start: mark.start, end: mark.end };
  const isGlued = after !== undefined && !after.spaceBefore && after.kind !== "mark";
  if (!isGlued) {
    const ownsSpace = mark.spaceBefore && before !== undefined && after?.spaceBefore !== false;
    return ownsSpace
      ? { start: before.end, end: mark.end, anchor, textWith: () => "" }
      : { ...anchor, anchor, textWith: () => "" };
  }
  // Between two words, as a hyphen, it leaves a space; an opening mark leaves nothing.
  if (HYPHEN.test(mark.text) && before && !mark.spaceBefore) return { ...anchor, anchor, textWith: () => " " };
  return mark.spaceBefore || !before ? { ...anchor, anchor, textWith: () => "" } : undefined;
}

/** The space before it, or, where that is a line's end or is cut off by markup, the one after. */
function withSpace(word: Word, before: Word | undefined, after: Word | undefined, text: string): Span | undefined {
  const fitsAfter = !after || after.spaceBefore || CLOSING.test(after.text);
  if (before && fitsAfter && isSpace(text, before.end, word.start)) return { start: before.end, end: word.end };
  if (before && !word.spaceBefore && HYPHEN.test(before.text)) return undefined;
  if (after && isSpace(text, word.end, after.start)) return { start: word.start, end: after.start };
  const ownLine = before && text.slice(before.end, word.start);
  const isAloneOnLine = ownLine !== undefined && LINE_BREAK.test(ownLine) && /^[\s>]*$/u.test(ownLine) && fitsAfter;
  return isAloneOnLine ? { start: before?.end ?? word.start, end: word.end } : undefined;
}

function withEmphasis(word: Word, before: Word | undefined, after: Word | undefined, text: string): Span | undefined {
  const mark = MARKUP.exec(text.slice(word.end, word.end + 3))?.[0];
  if (!mark || text.slice(word.start - mark.length, word.start) !== mark) return undefined;
  return withSpace({ ...word, start: word.start - mark.length, end: word.end + mark.length }, before, after, text);
}

function isSpace(text: string, start: number, end: number): boolean {
  return SPACES.test(text.slice(start, end));
}
