import { chanceOfAny, toProbability } from "../grammar/odds.js";
import type { Operation } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import type { CandidateEdit } from "./candidates.js";
import { competitionFeatures, type CompetitionFeatures } from "./competingEdits.js";
import { editPatternOf, type EditBiases } from "./editBiases.js";
import { featuresOf, log, type Signals } from "./features.js";
import { largest } from "./graphs.js";
import type { WordList } from "./lexicon.js";
import { logLikelihood, type MaskedSpans } from "./maskedSpans.js";
import { endOf, endOfNext, type GapSlot, type Screened, type WordSlot } from "./screening.js";
import type { WordPieceTokenizer } from "./tokenizer.js";
import { calibrated, type Ensemble, rawScore } from "./trees.js";
import { caseOf, CASES, type WordCase, writeInCase } from "./wordCase.js";
import { foldCase } from "./wordSimilarity.js";

/** One ensemble for each way of fixing; merging and splitting are scored as replacements are. */
export type Ensembles = Readonly<Record<"replace" | "delete" | "insert" | "case", Ensemble>>;

/** A candidate with its features. */
export interface ScoredEdit {
  readonly candidate: CandidateEdit;
  /** As it will be written, in its case. */
  readonly text: string;
  readonly features: readonly number[];
  /** By the features alone, before edit biases and calibration. */
  readonly logOdds: number;
  /** Calibrated, 0 to 1: that a careful editor would make just this edit in a sentence that has mistakes. */
  readonly probability: number;
  readonly logLikelihood: number;
  readonly typedLogLikelihood: number;
  /** The writer makes this change again and again. */
  readonly isPersonal: boolean;
}

/** A place that is looked into, with what the screening head says there and, once masks are read, its candidates. */
export interface CandidateSlot<Slot> {
  readonly sentence: Sentence;
  readonly screened: Screened;
  readonly slot: Slot;
  /** Natural log-probabilities over the vocabulary of the replacement or the insertion head. */
  readonly logs: Float32Array;
  candidates: readonly CandidateEdit[];
}

/** What scoring needs besides the masked spans. */
export interface EditScorerParts {
  readonly ensembles: Ensembles;
  readonly pieces: WordPieceTokenizer;
  readonly words: WordList;
  readonly editBiases: EditBiases;
}

/** Scores a word's candidates, deletion and another case among them. */
export function scoreWordEdits(
  flagged: CandidateSlot<WordSlot>,
  maskedSpans: MaskedSpans,
  parts: EditScorerParts,
): ScoredEdit[] {
  const { sentence, slot, screened, candidates, logs } = flagged;
  const { window, position, index } = slot;
  const end = endOf(slot);
  const word = sentence.words[index]!;
  const typedPieces = window.row.ids.slice(position, end);
  const single = maskedSpans.at(window, position, end, 1)[0]!;
  const maskedTyped = logLikelihood(maskedSpans.at(window, position, end, typedPieces.length), typedPieces);
  const shared = {
    keep: log(slot.tags.keep),
    headTyped: logs[typedPieces[0]!]!,
    headBest: largest(logs),
    maskedBest: largest(single),
    none: single[parts.pieces.special.none]!,
    typedCase: log(slot.cases[caseOf(word.text)]),
    errors: screened.errors,
  };
  const score = (candidate: CandidateEdit, ...rest: [Signals, CompetitionFeatures, text: string]): ScoredEdit =>
    scoreEdit(sentence, candidate, typedPieces.length, ...rest, parts);
  const signalled = candidates.map((candidate) => {
    const { operation, pieces } = candidate;
    const next = operation === "merge" ? endOfNext(slot) : undefined;
    const blank = [window, position, next ?? end] as const;
    const typed =
      next === undefined
        ? maskedTyped
        : logLikelihood(maskedSpans.at(...blank, next - position), window.row.ids.slice(position, next));
    const tag = operation === "insert" || operation === "case" ? 0 : slot.tags[operation];
    const hasHead = operation === "replace";
    return {
      ...shared,
      tag: log(tag),
      head: hasHead ? logs[pieces[0]!]! : 0,
      headBest: hasHead ? shared.headBest : 0,
      masked: logLikelihood(maskedSpans.at(...blank, pieces.length), pieces),
      maskedTyped: typed,
    };
  });
  const competitions = competitionFeatures(foldCase(word.text), candidates, signalled, parts.words);
  const scored = candidates.map((candidate, number) =>
    score(candidate, signalled[number]!, competitions[number]!, writtenAs(candidate.text, sentence, slot, parts.words)),
  );
  const wanted = wantedCase(word.kind, word.text, slot, parts.words);
  if (wanted !== undefined) {
    const candidate: CandidateEdit = { operation: "case", index, text: foldCase(word.text), pieces: typedPieces };
    const tag = log(slot.cases[caseOf(wanted)]);
    const signals = { ...shared, tag, head: 0, headBest: 0, masked: maskedTyped, maskedTyped };
    scored.push(score(candidate, signals, competitionFeatures("", [candidate], [signals], parts.words)[0]!, wanted));
  }
  return parts.words.isWord(word.text) ? scored : withContractionFirst(scored, foldCase(word.text));
}

/** "Im" is as little a word as "im": what speaks for the capital speaks for "I'm". The vocabulary has contractions as pieces of their own. */
function withContractionFirst(scored: ScoredEdit[], typed: string): ScoredEdit[] {
  const cased = scored.find(({ candidate }) => candidate.operation === "case");
  const whole = scored.find(({ candidate }) => candidate.pieces.length === 1 && candidate.text !== typed && candidate.text.replace("'", "") === typed); // prettier-ignore
  if (!cased || !whole) return scored;
  const joined = { ...whole, probability: chanceOfAny([whole.probability, cased.probability]) };
  return scored.filter((one) => one !== cased).map((one) => (one === whole ? joined : one));
}

/** Scores what may be missing in a gap. */
export function scoreGapEdits(
  flagged: CandidateSlot<GapSlot>,
  maskedSpans: MaskedSpans,
  parts: EditScorerParts,
): ScoredEdit[] {
  const { sentence, slot, screened, candidates, logs } = flagged;
  const single = maskedSpans.at(slot.window, slot.position, slot.position, 1)[0]!;
  const none = single[parts.pieces.special.none]!;
  const [headBest, maskedBest] = [largest(logs), largest(single)];
  const signalled = candidates.map(({ pieces }) => ({
    keep: log(1 - slot.missing),
    tag: log(slot.missing),
    head: logs[pieces[0]!]!,
    headTyped: 0,
    headBest,
    masked: single[pieces[0]!]!,
    maskedTyped: none,
    maskedBest,
    none,
    typedCase: 0,
    errors: screened.errors,
  }));
  const competitions = competitionFeatures("", candidates, signalled, parts.words);
  return candidates.map((candidate, number) => {
    const text = writeInCase(candidate.text, "lower", parts.words.cased(candidate.text));
    return scoreEdit(sentence, candidate, 0, signalled[number]!, competitions[number]!, text, parts);
  });
}

function scoreEdit(
  sentence: Sentence,
  candidate: CandidateEdit,
  typedPieces: number,
  signals: Signals,
  competition: CompetitionFeatures,
  text: string,
  parts: EditScorerParts,
): ScoredEdit {
  const features = featuresOf(candidate, sentence.words, typedPieces, signals, competition, parts.words);
  const ensemble = parts.ensembles[ensembleOf(candidate.operation)];
  const logOdds = rawScore(ensemble, features);
  const bias = parts.editBiases.biasOf(editPatternOf(sentence.words, candidate.index, candidate.operation, text));
  return {
    candidate,
    text,
    features,
    logOdds,
    probability: toProbability(calibrated(ensemble.calibration, logOdds + bias)),
    logLikelihood: signals.masked,
    typedLogLikelihood: signals.maskedTyped,
    isPersonal: bias > 0,
  };
}

/** The ensemble that scores an operation. */
export function ensembleOf(operation: Operation): keyof Ensembles {
  return operation === "merge" || operation === "split" ? "replace" : operation;
}

/** Within a sentence a word typed small gets a capital only if it is a name: one that the model wants there for the end of a sentence before it goes with that. */
function writtenAs(text: string, { words }: Sentence, slot: WordSlot, list: WordList): string {
  const cased = list.cased(text);
  const isInner = words.slice(0, slot.index).some(({ kind }) => kind !== "mark");
  const isSmall = isInner && cased === undefined && caseOf(words[slot.index]!.text) === "lower";
  const first = isSmall ? "lower" : likeliest(slot);
  return text.split(" ").map((part, number) => (number === 0 ? writeInCase(part, first, cased) : writeInCase(part, "lower", list.cased(part)))).join(" "); // prettier-ignore
}

function likeliest({ cases }: WordSlot): WordCase {
  return CASES.reduce((best, one) => (cases[one] > cases[best] ? one : best));
}

/** The word in the case that the model thinks likeliest of the others, or `undefined` if it would look the same. */
function wantedCase(kind: string, text: string, slot: WordSlot, list: WordList): string | undefined {
  if (kind !== "word") return undefined;
  const typed = caseOf(text);
  const folded = foldCase(text);
  const others = CASES.filter((one) => one !== typed || one === "mixed");
  const best = others.reduce((a, b) => (slot.cases[b] > slot.cases[a] ? b : a));
  if (best === "mixed" && list.cased(folded) === undefined) return undefined;
  const written = writeInCase(text.toLowerCase(), best, list.cased(folded));
  return written === text ? undefined : written;
}
