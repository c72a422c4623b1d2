import type { SlotScore } from "./scorer.js";
import { withCapitalBehind } from "./sentenceBreaks.js";
import type { Span } from "./span.js";
import { asInner, capitalize, startsWithCapital, type TextReplacement, type EditContext } from "./textEdit.js";
import type { Word } from "./words.js";

/** Marks that stand directly after the word before them. */
const CLOSING = /^[,.;:!?…)\]}”’%]+$/u;
/** Marks that stand directly before the word after them. */
const OPENING = /^[([{“‘]+$/u;
const HYPHEN = /^[-‐‑]$/u;
const WORD = /^[\p{L}\p{N}]/u;

/** The gap of the slot: the words around it, as far as there are any. */
interface Gap {
  readonly before: Word | undefined;
  readonly after: Word | undefined;
}

/** Where something is missing: before `slot.index`, in the way that its first candidate is written. */
export function insertionOf(slot: SlotScore, around: EditContext): TextReplacement | undefined {
  const { sentence, text, lexicon } = around;
  const { words } = sentence;
  const gap: Gap = { before: words[slot.index - 1], after: words[slot.index] };
  const anchor = anchorOf(gap);
  const form = formOf(slot.candidates[0]?.text ?? "");
  if (!anchor || !form) return undefined;
  const placed = form === "word" ? placeWord(gap, text) : placeMark(form, gap, text);
  if (!placed) return undefined;
  const { after } = gap;
  const isFirst = words.slice(0, slot.index).every(({ kind }) => kind === "mark");
  if (form === "word" && isFirst && after?.kind === "word" && startsWithCapital(after.text)) {
    // The new word takes the capital over.
    const rest = asInner(after.text, lexicon);
    return {
      start: after.start,
      end: after.end,
      anchor,
      textWith: (candidate) => (formOf(candidate) === form ? `${capitalize(candidate)} ${rest}` : undefined),
    };
  }
  const edit = {
    ...{ start: placed.start, end: placed.end, anchor },
    textWith: (candidate: string) => (formOf(candidate) === form ? placed.around(candidate) : undefined),
  };
  return withCapitalBehind(edit, slot, around);
}

type Form = "word" | "closing" | "opening" | "hyphen";

function formOf(candidate: string): Form | undefined {
  if (WORD.test(candidate)) return "word";
  if (CLOSING.test(candidate)) return "closing";
  if (OPENING.test(candidate)) return "opening";
  return HYPHEN.test(candidate) ? "hyphen" : undefined;
}

/** The word after the gap, since a mark is hard to see; else what there is. */
function anchorOf({ before, after }: Gap): Span | undefined {
  const word = after && (after.kind !== "mark" || !before) ? after : (before ?? after);
  return word && { start: word.start, end: word.end };
}

type InsertionPoint = Span & { readonly around: (candidate: string) => string };

function placeWord({ before, after }: Gap, text: string): InsertionPoint | undefined {
  const isOpen = !before || (before.kind === "mark" && /^[([{“‘"']$/u.test(before.text));
  if (after && (after.spaceBefore || isOpen) && !isCutByMarkup(before, after, text)) {
    return { start: after.start, end: after.start, around: (candidate) => `${candidate} ` };
  }
  const closes = !after || (after.kind === "mark" && /^[,.;:!?…)\]}”’"']$/u.test(after.text) && !after.spaceBefore);
  return before && closes ? { start: before.end, end: before.end, around: (candidate) => ` ${candidate}` } : undefined;
}

/** A word at its end would be in the markup, as inside a link's brackets; that is as good as outside, unless it is opaque. */
function isCutByMarkup(before: Word | undefined, after: Word, text: string): boolean {
  return before !== undefined && after.kind === "opaque" && !/\s$/u.test(text.slice(before.end, after.start));
}

function placeMark(form: Exclude<Form, "word">, { before, after }: Gap, text: string): InsertionPoint | undefined {
  switch (form) {
    case "closing":
      return before && { start: before.end, end: before.end, around: (mark) => mark };
    case "opening":
      return after?.spaceBefore || !before
        ? after && { start: after.start, end: after.start, around: (mark) => mark }
        : undefined;
    case "hyphen": {
      if (!before || !after || !/^[ \t]$/u.test(text.slice(before.end, after.start))) return undefined;
      return { start: before.end, end: after.start, around: (mark) => mark };
    }
    default:
      throw new Error(`Unknown form: ${String(form)}`);
  }
}
