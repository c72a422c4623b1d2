import type { Span } from "./span.js";

/** `opaque`: code, a path, a URL, an identifier; one word to the model, never flagged. `mark`: one character of punctuation. */
type WordKind = "word" | "number" | "mark" | "opaque";

/** One token of a sentence; its span is in the text that was split, or, in a `Sentence`, in the original text. */
export interface Word extends Span {
  readonly text: string;
  readonly kind: WordKind;
  /** Whether white space stands before it in the same sentence. */
  readonly spaceBefore: boolean;
  /** What an opaque span begins with, where an article stands before it: the model reads that before the code. */
  readonly spoken?: string;
}

const SPACE = /^\s/u;

/**
 * Splits a sentence into words, numbers, marks and opaque spans, in order; only white space is left out.
 * @param pattern source of the regular expression that Python and TypeScript share (`model.json`), with the groups `opaque`,
 *   `word`, `number` and `mark`
 */
export function splitWords(view: string, pattern: string): Word[] {
  const words: Word[] = [];
  const compiled = compile(pattern, "gu");
  compiled.lastIndex = 0;
  for (let match = compiled.exec(view); match; match = compiled.exec(view)) {
    const [text] = match;
    const start = match.index;
    const spaceBefore = SPACE.test(view.charAt(start - 1));
    words.push({ text, kind: kindOf(match.groups), start, end: start + text.length, spaceBefore });
  }
  return words;
}

const known = new Map<string, RegExp>();

/** The few patterns of the model are used for every block and sentence, and a new `RegExp` costs more than a short sentence. */
export function compile(pattern: string, flags: "u" | "gu"): RegExp {
  const compiled = known.get(pattern) ?? new RegExp(pattern, flags);
  known.set(pattern, compiled);
  return compiled;
}

function kindOf(groups: Readonly<Record<string, string | undefined>> | undefined): WordKind {
  if (groups?.["word"] !== undefined) return "word";
  if (groups?.["mark"] !== undefined) return "mark";
  return groups?.["number"] !== undefined ? "number" : "opaque";
}
