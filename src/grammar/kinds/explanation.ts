import type { Lexicon } from "../scorer.js";
import { isBreak } from "../sentenceBreaks.js";
import { type Change, type Explanation, folded, RUN_ON } from "./change.js";
import { replaced } from "./replacements.js";
import { ARTICLES, CONJUNCTIONS, isAuxiliary, PREPOSITIONS, PRONOUNS } from "./wordClasses.js";

export type { Change, Explanation } from "./change.js";

/**
 * Tells what kind of mistake a correction mends, from its shape, the words beside it and the lexicon. The model decides without: where the
 * shape does not tell, the reason says only what is likelier.
 */
export function explain(change: Change, lexicon: Lexicon): Explanation {
  const { operation, category, typed, wanted, before } = change;
  switch (operation) {
    case "insert":
      return category === "punctuation" ? missingMark(change) : missingWord(wanted);
    case "delete":
      return category === "punctuation" ? extraMark(typed) : extraWord(change);
    case "merge":
      if (wanted.includes("-")) return { kind: "hyphen", reason: "this is written with a hyphen" };
      return { kind: "separated-word", reason: "this is written as one" };
    case "split":
      if (wanted.includes("-") || typed.includes("-"))
        return { kind: "hyphen", reason: "this is written without a hyphen" };
      return { kind: "joined-words", reason: "these are separate words" };
    case "case":
      if (capitalsIn(wanted) < capitalsIn(typed))
        return { kind: "small-letter", reason: "no capital letter is needed here" };
      if (before === undefined) return { kind: "sentence-capital", reason: "a sentence begins with a capital letter" };
      return { kind: "capital-letter", reason: "a capital letter is needed here" };
    case "replace":
      return replaced(change, lexicon);
    default:
      throw new Error(`Unknown operation: ${String(operation)}`);
  }
}

function missingWord(wanted: string): Explanation {
  const word = folded(wanted);
  if (ARTICLES.has(word)) return { kind: "missing-article", reason: "an article seems to be missing here" };
  if (isAuxiliary(word)) return { kind: "missing-verb", reason: "a verb seems to be missing here" }; // prettier-ignore
  if (CONJUNCTIONS.has(word)) return { kind: "missing-conjunction", reason: "a conjunction seems to be missing here" };
  if (PREPOSITIONS.has(word)) return { kind: "missing-preposition", reason: "a preposition seems to be missing here" };
  if (PRONOUNS.has(word)) return { kind: "missing-pronoun", reason: "a pronoun seems to be missing here" };
  return { kind: "missing-word", reason: "a word seems to be missing here" };
}

function missingMark({ wanted, before, after }: Change): Explanation {
  if (wanted === ",") return { kind: "missing-comma", reason: "a comma seems to be missing here" };
  if (isBreak(wanted, before, after)) return RUN_ON;
  if (after === undefined && /^[.!?…]$/u.test(wanted))
    return { kind: "missing-end-mark", reason: "the sentence has no end mark" };
  if (wanted === "-") return { kind: "hyphen", reason: "a hyphen seems to be missing here" };
  return { kind: "missing-mark", reason: "a mark seems to be missing here" };
}

function extraWord({ typed, before, after }: Change): Explanation {
  const word = folded(typed);
  const tooMany = (what: string): string => `seems to be one ${what} too many`;
  if ([before, after].some((other) => other !== undefined && folded(other) === word)) return { kind: "doubled-word", reason: "stands here twice" }; // prettier-ignore
  if (ARTICLES.has(word)) return { kind: "extra-article", reason: tooMany("article") };
  if (PREPOSITIONS.has(word)) return { kind: "extra-preposition", reason: tooMany("preposition") };
  return { kind: "extra-word", reason: tooMany("word") };
}

function extraMark(typed: string): Explanation {
  if (typed === ",") return { kind: "extra-comma", reason: "does not seem to be needed here" };
  return { kind: "extra-mark", reason: "does not seem to belong here" };
}

function capitalsIn(text: string): number {
  return text.match(/\p{Lu}/gu)?.length ?? 0;
}
