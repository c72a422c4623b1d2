import type { SlotScore } from "./scorer.js";
import { capitalize, type EditContext, type TextReplacement } from "./textEdit.js";

const END = /^[.!?]$/u;
const RAISED = /^(?!i(?:$|['’]))\p{Ll}/u;

/** A letter, or what is known to take a full stop. */
const ABBREVIATED = /^(?:(?:\p{L}\.)*\p{L}|al|approx|aka|cf|dr|eg|etc|fig|ie|mrs?|ms|no|prof|st|viz|vs)$/iu;

/** True if a mark between these two ends a sentence: what was written as one is two. */
export function isBreak(mark: string, before: string | undefined, next: string | undefined): boolean {
  const isBetween = next !== undefined && before !== undefined && /^[\p{L}\p{N}]/u.test(next);
  return END.test(mark) && isBetween && !ABBREVIATED.test(before);
}

/** A mark before a word that begins a sentence of its own gives it a capital. */
export function withCapitalBehind(edit: TextReplacement, slot: SlotScore, around: EditContext): TextReplacement {
  const next = around.sentence.words[raisedBy(slot, around) ?? NaN];
  if (!next) return edit;
  const between = around.text.slice(edit.end, next.start);
  return {
    ...edit,
    end: next.end,
    textWith: (candidate) => {
      const own = edit.textWith(candidate);
      return own === undefined ? undefined : own + between + (END.test(candidate) ? capitalize(next.text) : next.text);
    },
  };
}

/** Index of the word that gets a capital by the slot's first mark; one that is no word of the lexicon gets none ("npm"), and "i" always has one. */
function raisedBy(
  { operation, index, candidates }: SlotScore,
  { sentence, lexicon }: Pick<EditContext, "sentence" | "lexicon">,
): number | undefined {
  const at = operation === "insert" ? index : index + 1;
  const [before, next] = [sentence.words[index - 1], sentence.words[at]];
  const isRaised = next?.kind === "word" && lexicon.isWord(next.text) && RAISED.test(next.text);
  return isRaised && isBreak(candidates[0]?.text ?? "", before?.text, next.text) ? at : undefined;
}

/**
 * Where a sentence is to end, the next word's capital comes with the mark, and is no finding of its own: what speaks for the one speaks for the
 * other, and what else could be done about the word competes with both.
 */
export function withCapitalsJoined(
  scores: readonly SlotScore[],
  around: Pick<EditContext, "sentence" | "lexicon">,
): readonly SlotScore[] {
  return scores.reduce((joined, mark) => {
    const at = raisedBy(mark, around);
    const capital = joined.find(({ operation, index }) => operation === "case" && index === at);
    if (!capital || mark.chance < capital.chance / 2) return joined;
    const chance = Math.max(mark.chance, capital.chance);
    const isOne = ({ group }: SlotScore): boolean => group === mark.group || group === capital.group;
    return joined
      .filter((slot) => slot !== capital)
      .map((slot) => (isOne(slot) ? { ...slot, group: mark.group, chance } : slot));
  }, scores);
}
