import { neighbours } from "./candidates.js";
import { log } from "./features.js";
import { largest } from "./graphs.js";
import type { WordList } from "./lexicon.js";
import type { CandidateSlot } from "./scoreEdits.js";
import { endOf, type GapSlot, type WordSlot } from "./screening.js";
import { type Forest, rawScore } from "./trees.js";
import { caseOf } from "./wordCase.js";
import { editDistance, foldCase } from "./wordSimilarity.js";

/** Trees that say whether masking a place can come to anything: it is masked if its raw score is `least` or more. */
interface Gate extends Forest {
  readonly least: number;
}

/** One gate for words, one for gaps. They turn back places above the thresholds, by what the vocabulary heads say there. */
export type Gates = Readonly<Record<"word" | "gap", Gate>>;

/** Gates through which everything passes. */
export const OPEN: Gates = {
  word: { baseline: 0, trees: [], least: 0 },
  gap: { baseline: 0, trees: [], least: 0 },
};

/** Names of what a gate sees, in order; as in `scripts/calibrate.py`. */
export const GATE_FEATURES = [
  "keep", "replace", "delete", "merge", "split", "typedCase", "headBest", "headTyped", "errors", "known", "frequency", "pieces", "words",
  "isFirst", "isLast", "isMark", "length", "typoDistance",
] as const; // prettier-ignore

/** What screening says of a word, in the order of `GATE_FEATURES`. */
export function wordGateFeatures(
  { sentence, slot, screened, logs }: CandidateSlot<WordSlot>,
  list: WordList,
): number[] {
  const word = sentence.words[slot.index]!;
  const typed = foldCase(word.text);
  const first = slot.window.row.ids[slot.position]!;
  return [
    log(slot.tags.keep),
    log(slot.tags.replace),
    log(slot.tags.delete),
    log(slot.tags.merge),
    log(slot.tags.split),
    log(slot.cases[caseOf(word.text)]),
    Math.max(largest(logs.subarray(0, first)), largest(logs.subarray(first + 1))),
    logs[first]!,
    screened.errors,
    Number(list.isWord(typed)),
    list.frequency(typed),
    endOf(slot) - slot.position,
    sentence.words.length,
    Number(slot.index === 0),
    Number(slot.index === sentence.words.length - 1),
    Number(word.kind === "mark"),
    typed.length,
    word.kind === "word" ? typoDistance(typed, list) : 0,
  ];
}

/** How far a word that is none is from the nearest that is one; 0 if nothing is near. */
function typoDistance(typed: string, list: WordList): number {
  const [nearest] = neighbours(typed, list);
  return nearest === undefined ? 0 : editDistance(typed, nearest);
}

/** What screening says of a gap, in the order of `GATE_FEATURES`: the word is the one that follows, zeros at the end. */
export function gapGateFeatures({ sentence, slot, screened, logs }: CandidateSlot<GapSlot>, list: WordList): number[] {
  const next = sentence.words[slot.index];
  const text = next ? foldCase(next.text) : "";
  return [
    log(1 - slot.missing),
    log(slot.missing),
    0,
    0,
    0,
    0,
    largest(logs),
    0,
    screened.errors,
    Number(list.isWord(text)),
    list.frequency(text),
    0,
    sentence.words.length,
    Number(slot.index === 0),
    Number(next === undefined),
    Number(next?.kind === "mark"),
    text.length,
    0,
  ];
}

export function passes(gate: Gate, features: readonly number[]): boolean {
  return rawScore(gate, features) >= gate.least;
}
