import { type Category, categoryOf } from "./categories.js";
import { isBritishPlural } from "./dialect.js";
import { replacementFor } from "./edits.js";
import { explain } from "./kinds/explanation.js";
import type { Kind } from "./kinds/kinds.js";
import { shifted } from "./odds.js";
import type { Context } from "./prior.js";
import type { Candidate, Lexicon, Operation, SlotScore } from "./scorer.js";
import type { Sentence } from "./sentences.js";
import type { Span } from "./span.js";
import { isFirstWord, isStyle } from "./styleExemptions.js";
import type { EditContext } from "./textEdit.js";

/** How a sentence is read. */
export interface Reading {
  readonly context: Context;
  /** Nats that are added to the log-odds of all that was scored in it. */
  readonly shift: number;
}

/** One way to fix a finding. */
export interface Fix {
  /** What the finding's span becomes, spaces included. */
  readonly text: string;
  /** That a careful editor would do just this, 0 to 1. */
  readonly probability: number;
  /** Natural, masked, its pieces summed. */
  readonly logLikelihood: number;
  /** The writer makes this change again and again. */
  readonly isPersonal?: true;
}

/** Fixes of one place by one operation. Its own span is what a fix replaces; an insertion has an empty one. */
export interface CompetingFix extends Span {
  /** The text of the span. */
  readonly original: string;
  /** Where the squiggle shows: never empty. */
  readonly anchor: Span;
  readonly operation: Operation;
  readonly category: Category;
  /** The word under the anchor, as typed; empty for an insertion. */
  readonly typed: string;
  /** What is typed is one word, and no word list has it. */
  readonly isUnknown?: true;
  /** A plural after a noun that means a group: right in Britain. */
  readonly isBritish?: true;
  /** What the best fix puts there, without what it changes around it; empty for a deletion. */
  readonly wanted: string;
  readonly kind: Kind;
  /** Why the best fix is needed, with the words concerned. */
  readonly reason: string;
  /** Of what is typed; natural, masked. */
  readonly typedLogLikelihood: number;
  /** Best first, at least one. */
  readonly fixes: readonly Fix[];
  /** What the sentence was read as. */
  readonly context: Context;
}

/** @returns `undefined` where the slot cannot be fixed in the text around it, or is left alone there */
export function correctionOf(
  slot: SlotScore,
  { sentence, text, lexicon }: EditContext,
  { context, shift }: Reading,
): CompetingFix | undefined {
  if (isIn(sentence.suppressed, slot, sentence) || isStyle(sentence, slot, text, lexicon)) return undefined;
  const edit = replacementFor(slot, { sentence, text, lexicon });
  if (!edit) return undefined;
  const { start, end, anchor } = edit;
  const original = text.slice(start, end);
  const fixes = fixesOf(slot.candidates, original, edit.textWith, shift);
  const [best] = slot.candidates;
  // A correction stands for the model's own first candidate; without it there is nothing to be sure of.
  if (!fixes[0] || fixes[0].text !== edit.textWith(best!.text)) return undefined;
  const { operation, typedLogLikelihood } = slot;
  const typed = operation === "insert" ? "" : text.slice(anchor.start, anchor.end);
  const category = categoryOf(operation, typed, best!.text, lexicon);
  const isUnknown = isUnknownWord(operation, typed, lexicon);
  if (isLeftAlone(sentence, slot, category, isUnknown)) return undefined;
  const wanted = best!.text;
  const [before, after] = wordsBeside(slot, sentence);
  return {
    ...{ start, end, original, anchor, operation, category, typed, wanted, typedLogLikelihood, fixes, context },
    ...explain({ operation, category, typed, wanted, before, after }, lexicon),
    ...(isUnknown && { isUnknown }),
    ...(isBritishPlural(before, typed, wanted) && { isBritish: true }),
  };
}

function wordsBeside({ operation, index }: SlotScore, { words }: Sentence): (string | undefined)[] {
  const taken = { insert: 0, merge: 2, replace: 1, delete: 1, split: 1, case: 1 }[operation];
  const after = words[index + taken];
  return [words[index - 1]?.text, after?.spoken ?? after?.text];
}

/** One that a dictionary can silence: what is missing, too many or in two parts says nothing about a word. */
function isUnknownWord(operation: Operation, typed: string, lexicon: Lexicon): boolean {
  const isOfWord = operation === "replace" || operation === "split" || operation === "case";
  return isOfWord && /\p{L}/u.test(typed) && !lexicon.isWord(typed);
}

function isLeftAlone(sentence: Sentence, slot: SlotScore, category: Category, isUnknown: boolean): boolean {
  if (category === "spelling" && isIn(sentence.spellingSuppressed, slot, sentence)) return true;
  if (BY_CONTEXT.has(category) && isAlone(sentence)) return true;
  if (isIn(sentence.titled, slot, sentence) && !(category === "spelling" && isUnknown)) return true;
  // "Returns the text." and "Return the text." are both what comments on code say.
  return sentence.kind === "comment" && category === "agreement" && isFirstWord(sentence.words, slot.index);
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

function fixesOf(
  candidates: readonly Candidate[],
  original: string,
  textWith: (candidate: string) => string | undefined,
  shift: number,
): Fix[] {
  const fixes = new Map<string, Fix>();
  for (const { text: candidate, ...scores } of candidates) {
    const text = textWith(candidate);
    if (text === undefined || text === original || fixes.has(text)) continue;
    fixes.set(text, { text, ...scores, probability: shifted(scores.probability, shift) });
  }
  return [...fixes.values()];
}
