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

/** A mark before a word that begins a sentence of its own gives it a capital, unless it is no word of the lexicon: "npm". */
export function withCapitalBehind(
  edit: TextReplacement,
  { operation, index, candidates }: SlotScore,
  { sentence, text, lexicon }: EditContext,
): TextReplacement {
  const [before, next] = [sentence.words[index - 1], sentence.words[operation === "insert" ? index : index + 1]];
  const isRaised = next?.kind === "word" && lexicon.isWord(next.text) && capitalize(next.text) !== next.text;
  if (!isRaised || !isBreak(candidates[0]?.text ?? "", before?.text, next.text)) return edit;
  const between = text.slice(edit.end, next.start);
  return {
    ...edit,
    end: next.end,
    textWith: (candidate) => {
      const own = edit.textWith(candidate);
      return own === undefined ? undefined : own + between + (END.test(candidate) ? capitalize(next.text) : next.text);
    },
  };
}

/** Without the capital of a word before which a sentence is to end: who ends it there gives it the capital, and without the end it would be wrong. */
export function withoutCapitalsBehind(scores: readonly SlotScore[]): readonly SlotScore[] {
  const starts = new Map(scores.filter(({ candidates }) => END.test(candidates[0]?.text ?? "")).flatMap(startsOf));
  return scores.filter(({ operation, index, chance }) => operation !== "case" || (starts.get(index) ?? 0) < chance / 2);
}

/** The word that begins a sentence once the slot's mark stands there, with its chance. */
function startsOf({ operation, index, chance }: SlotScore): [number, number][] {
  if (operation === "insert") return [[index, chance]];
  return operation === "replace" ? [[index + 1, chance]] : [];
}
