import type { SlotScore } from "./scorer.js";
import { capitalize, type EditContext, type TextReplacement } from "./textEdit.js";

const END = /^[.!?]$/u;

/** A letter, or what is known to take a full stop. */
const ABBREVIATED =
  /^(?:\p{L}|[^\n\r.\u2028\u2029]*\..*|al|approx|aka|cf|dr|eg|etc|fig|ie|mrs?|ms|no|prof|st|viz|vs)$/iu;

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

/** Index of the word that the slot's first mark makes the beginning of a sentence, unless that is no word of the lexicon: "npm". */
function raisedBy(
  { operation, index, candidates }: SlotScore,
  { sentence, lexicon }: Pick<EditContext, "sentence" | "lexicon">,
): number | undefined {
  const at = operation === "insert" ? index : index + 1;
  const [before, next] = [sentence.words[index - 1], sentence.words[at]];
  const isRaised = next?.kind === "word" && lexicon.isWord(next.text) && capitalize(next.text) !== next.text;
  return isRaised && isBreak(candidates[0]?.text ?? "", before?.text, next.text) ? at : undefined;
}

/** Without the capital of a word before which a sentence is to end: who ends it there gives it the capital, and without the end it would be wrong. */
export function withoutCapitalsBehind(
  scores: readonly SlotScore[],
  around: Pick<EditContext, "sentence" | "lexicon">,
): readonly SlotScore[] {
  const raised = new Map(scores.map((slot) => [raisedBy(slot, around), slot.chance]));
  return scores.filter(({ operation, index, chance }) => operation !== "case" || (raised.get(index) ?? 0) < chance / 2);
}
