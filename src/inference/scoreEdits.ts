import { toProbability } from "../grammar/odds.js";
import type { Operation } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import { type Proposal } from "./candidates.js";
import { rivalriesOf, type Rivalry } from "./competingEdits.js";
import { changeOf, type Habits } from "./editBiases.js";
import { featuresOf, log, type Signals } from "./features.js";
import { largest } from "./graphs.js";
import type { WordList } from "./lexicon.js";
import { logLikelihood, type MaskedEvidence } from "./maskedSpans.js";
import { endOf, endOfNext, type GapSlot, type Screened, type WordSlot } from "./screening.js";
import type { Pieces } from "./tokenizer.js";
import { calibrated, type Ensemble, rawScore } from "./trees.js";
import { caseOf, CASES, type WordCase, writeInCase } from "./wordCase.js";
import { fold } from "./wordSimilarity.js";

/** One ensemble for each way of mending; merging and splitting are judged as replacements are. */
export type Combination = Readonly<Record<"replace" | "delete" | "insert" | "case", Ensemble>>;

/** A proposal with all that speaks for it. */
export interface Judged {
  readonly proposal: Proposal;
  /** As it will be written, in its case. */
  readonly text: string;
  readonly features: readonly number[];
  /** By the evidence alone, before the writer's habits and calibration. */
  readonly logOdds: number;
  /** Calibrated, 0 to 1: that a careful editor would make just this edit in a sentence that has mistakes. */
  readonly probability: number;
  readonly logLikelihood: number;
  readonly typedLogLikelihood: number;
  /** The writer makes this change again and again. */
  readonly isHabitual: boolean;
}

/** A place under examination, with what the screening head says there and, once masks are read, what is proposed. */
export interface Doubt<Slot> {
  readonly sentence: Sentence;
  readonly screened: Screened;
  readonly slot: Slot;
  /** Natural log-probabilities over the vocabulary of the replacement or the insertion head. */
  readonly logs: Float32Array;
  proposals: readonly Proposal[];
}

/** What judging needs besides the evidence. */
export interface Court {
  readonly combination: Combination;
  readonly pieces: Pieces;
  readonly words: WordList;
  readonly habits: Habits;
}

/** The evidence on a word's proposals, deletion and another case among them. */
export function judgeWord(doubt: Doubt<WordSlot>, evidence: MaskedEvidence, court: Court): Judged[] {
  const { sentence, slot, screened, proposals, logs } = doubt;
  const { window, position, index } = slot;
  const end = endOf(slot);
  const word = sentence.words[index]!;
  const typedPieces = window.row.ids.slice(position, end);
  const single = evidence.at(window, position, end, 1)[0]!;
  const maskedTyped = logLikelihood(evidence.at(window, position, end, typedPieces.length), typedPieces);
  const shared = {
    keep: log(slot.tags.keep),
    headTyped: logs[typedPieces[0]!]!,
    headBest: largest(logs),
    maskedBest: largest(single),
    none: single[court.pieces.special.none]!,
    typedCase: log(slot.cases[caseOf(word.text)]),
    errors: screened.errors,
  };
  const judge = (proposal: Proposal, signals: Signals, rivalry: Rivalry, text: string): Judged =>
    conclude(sentence, proposal, typedPieces.length, signals, rivalry, text, court);
  const signalled = proposals.map((proposal) => {
    const { operation, pieces } = proposal;
    const next = operation === "merge" ? endOfNext(slot) : undefined;
    const blank = [window, position, next ?? end] as const;
    const typed =
      next === undefined
        ? maskedTyped
        : logLikelihood(evidence.at(...blank, next - position), window.row.ids.slice(position, next));
    const tag = operation === "insert" || operation === "case" ? 0 : slot.tags[operation];
    const hasHead = operation === "replace";
    return {
      ...shared,
      tag: log(tag),
      head: hasHead ? logs[pieces[0]!]! : 0,
      headBest: hasHead ? shared.headBest : 0,
      masked: logLikelihood(evidence.at(...blank, pieces.length), pieces),
      maskedTyped: typed,
    };
  });
  const rivalries = rivalriesOf(fold(word.text), proposals, signalled, court.words);
  const judged = proposals.map((proposal, number) =>
    judge(proposal, signalled[number]!, rivalries[number]!, writtenAs(proposal.text, slot, court.words)),
  );
  const wanted = wantedCase(word.kind, word.text, slot, court.words);
  if (wanted !== undefined) {
    const proposal: Proposal = { operation: "case", index, text: fold(word.text), pieces: typedPieces };
    const signals = {
      ...shared,
      tag: log(slot.cases[caseOf(wanted)]),
      head: 0,
      headBest: 0,
      masked: maskedTyped,
      maskedTyped,
    };
    judged.push(judge(proposal, signals, rivalriesOf("", [proposal], [signals], court.words)[0]!, wanted));
  }
  return judged;
}

/** The evidence on what may be missing in a gap. */
export function judgeGap(doubt: Doubt<GapSlot>, evidence: MaskedEvidence, court: Court): Judged[] {
  const { sentence, slot, screened, proposals, logs } = doubt;
  const single = evidence.at(slot.window, slot.position, slot.position, 1)[0]!;
  const none = single[court.pieces.special.none]!;
  const [headBest, maskedBest] = [largest(logs), largest(single)];
  const signalled = proposals.map(({ pieces }) => ({
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
  const rivalries = rivalriesOf("", proposals, signalled, court.words);
  return proposals.map((proposal, number) => {
    const text = writeInCase(proposal.text, "lower", court.words.cased(proposal.text));
    return conclude(sentence, proposal, 0, signalled[number]!, rivalries[number]!, text, court);
  });
}

function conclude(
  sentence: Sentence,
  proposal: Proposal,
  typedPieces: number,
  signals: Signals,
  rivalry: Rivalry,
  text: string,
  court: Court,
): Judged {
  const features = featuresOf(proposal, sentence.words, typedPieces, signals, rivalry, court.words);
  const ensemble = court.combination[ensembleOf(proposal.operation)];
  const logOdds = rawScore(ensemble, features);
  const bias = court.habits.biasOf(changeOf(sentence.words, proposal.index, proposal.operation, text));
  return {
    proposal,
    text,
    features,
    logOdds,
    probability: toProbability(calibrated(ensemble.calibration, logOdds + bias)),
    logLikelihood: signals.masked,
    typedLogLikelihood: signals.maskedTyped,
    isHabitual: bias > 0,
  };
}

/** The ensemble that judges an operation. */
export function ensembleOf(operation: Operation): keyof Combination {
  return operation === "merge" || operation === "split" ? "replace" : operation;
}

function writtenAs(text: string, slot: WordSlot, list: WordList): string {
  const cased = list.cased(text);
  return text.split(" ").map((part, number) => (number === 0 ? writeInCase(part, likeliest(slot), cased) : writeInCase(part, "lower", list.cased(part)))).join(" "); // prettier-ignore
}

function likeliest({ cases }: WordSlot): WordCase {
  return CASES.reduce((best, one) => (cases[one] > cases[best] ? one : best));
}

/** The word in the case that the model thinks likeliest of the others, or `undefined` if it would look the same. */
function wantedCase(kind: string, text: string, slot: WordSlot, list: WordList): string | undefined {
  if (kind !== "word") return undefined;
  const typed = caseOf(text);
  const folded = fold(text);
  const others = CASES.filter((one) => one !== typed || one === "mixed");
  const best = others.reduce((a, b) => (slot.cases[b] > slot.cases[a] ? b : a));
  if (best === "mixed" && list.cased(folded) === undefined) return undefined;
  const written = writeInCase(text.toLowerCase(), best, list.cased(folded));
  return written === text ? undefined : written;
}
