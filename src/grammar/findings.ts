import { categoryOf, type Category } from "./categories.js";
import { editOf } from "./edits.js";
import type { Lexicon } from "./lexicon.js";
import { messageOf } from "./messages.js";
import type { Candidate, Operation, SentenceScores, SlotScore } from "./scorer.js";
import type { Sentence } from "./sentences.js";
import type { Span } from "./span.js";
import { isFirstWord, isStyle } from "./style.js";

export type { Category } from "./categories.js";

/** One way to mend a finding. */
export interface Fix {
  /** What the finding's span becomes, spaces included. */
  readonly text: string;
  /** Calibrated, 0 to 1. */
  readonly probability: number;
  /** Natural, masked, its pieces summed. */
  readonly logLikelihood: number;
  /** The writer makes this change again and again. */
  readonly isHabitual?: true;
}

/** Something to mend. Its own span is what a fix replaces; an insertion has an empty one. */
export interface Finding extends Span {
  /** The text of the span. */
  readonly original: string;
  /** Where the squiggle shows: never empty. */
  readonly anchor: Span;
  readonly operation: Operation;
  readonly category: Category;
  /** What is typed is one word, and no word list has it. */
  readonly isUnknown?: true;
  /** For the writer; the first fix and its chance stand in it. */
  readonly message: string;
  /** That the first fix is what a careful editor would do, 0 to 1. */
  readonly probability: number;
  /** Of what is typed; natural, masked. */
  readonly typedLogLikelihood: number;
  /** Best first, at least one. */
  readonly fixes: readonly Fix[];
}

/**
 * Findings for the slots that can be mended without breaking the text around them; those of other slots are left out.
 * @param text the original text that the sentence lies in
 * @returns in the order of the scores; they may overlap
 */
export function findingsOf(sentence: Sentence, scores: SentenceScores, text: string, lexicon: Lexicon): Finding[] {
  return scores.flatMap((slot) =>
    isIn(sentence.muted, slot, sentence) || isStyle(sentence, slot, text, lexicon)
      ? []
      : (findingOf(sentence, slot, text, lexicon) ?? []),
  );
}

/** True if the slot is at one of these words. */
function isIn(indices: readonly number[] | undefined, { index }: SlotScore, { words }: Sentence): boolean {
  return indices?.includes(Math.min(index, words.length - 1)) ?? false;
}

/** What only the words beside it can show to be wrong. */
const BY_CONTEXT: ReadonlySet<Category> = new Set(["agreement", "wordChoice", "missingWord", "extraWord"]);

/** "Notes" in a heading, say. */
function isAlone({ words }: Sentence): boolean {
  return words.filter(({ kind }) => kind !== "mark").length === 1;
}

function findingOf(sentence: Sentence, slot: SlotScore, text: string, lexicon: Lexicon): Finding | undefined {
  const edit = editOf(slot, { sentence, text, lexicon });
  if (!edit) return undefined;
  const { start, end, anchor } = edit;
  const original = text.slice(start, end);
  const fixes = fixesOf(slot.candidates, original, edit.textWith);
  const [first] = fixes;
  // A finding stands for the model's own first candidate; without it there is nothing to be sure of.
  if (!first || first.probability !== slot.candidates[0]?.probability) return undefined;
  const { operation, typedLogLikelihood } = slot;
  const typed = operation === "insert" ? "" : text.slice(anchor.start, anchor.end);
  const fix = slot.candidates[0].text;
  const category = categoryOf(operation, typed, fix, lexicon);
  if (category === "spelling" && isIn(sentence.unspelled, slot, sentence)) return undefined;
  if (BY_CONTEXT.has(category) && isAlone(sentence)) return undefined;
  const isUnknown = isUnknownWord(slot, typed, lexicon);
  if (isIn(sentence.titled, slot, sentence) && !(category === "spelling" && isUnknown)) return undefined;
  // "Returns the text." and "Return the text." are both what comments on code say.
  if (sentence.kind === "comment" && category === "agreement" && isFirstWord(sentence.words, slot.index))
    return undefined;
  const before = sentence.words[slot.index - 1]?.text;
  const { probability } = first;
  const message = messageOf({ operation, category, original: typed, fix, probability, before });
  return { start, end, original, anchor, operation, category, message, probability, typedLogLikelihood, fixes, ...(isUnknown && { isUnknown }) }; // prettier-ignore
}

/** One that a dictionary can silence: what is missing, too many or in two parts says nothing about a word. */
function isUnknownWord({ operation }: SlotScore, typed: string, lexicon: Lexicon): boolean {
  const isOfWord = operation === "replace" || operation === "split" || operation === "case";
  return isOfWord && /\p{L}/u.test(typed) && !lexicon.isWord(typed);
}

function fixesOf(
  candidates: readonly Candidate[],
  original: string,
  textWith: (candidate: string) => string | undefined,
): Fix[] {
  const fixes = new Map<string, Fix>();
  for (const { text: candidate, ...scores } of candidates) {
    const text = textWith(candidate);
    if (text === undefined || text === original || fixes.has(text)) continue;
    fixes.set(text, { text, ...scores });
  }
  return [...fixes.values()];
}
