import type { IsCancelled } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import { type CandidateEdit, gapCandidates, wordCandidates } from "./candidates.js";
import { chunksOf } from "./concurrency.js";
import { gapGateFeatures, type Gates, passes, wordGateFeatures } from "./gate.js";
import type { Encoded, Graphs, HeadInput } from "./graphs.js";
import { mean, readingOf } from "./readings.js";
import { MaskedSpans } from "./maskedSpans.js";
import { type Window, windowsOf } from "./rows.js";
import {
  type EditScorerParts,
  type CandidateSlot,
  type ScoredEdit,
  scoreGapEdits,
  scoreWordEdits,
} from "./scoreEdits.js";
import {
  endOf,
  endOfNext,
  type GapSlot,
  type Screened,
  type ScreeningParts,
  type ScreeningThresholds,
  screen,
  type WordSlot,
} from "./screening.js";

/** What the cascade needs: the graphs, the words and how rows are cut. */
export interface CascadeParts extends EditScorerParts, ScreeningParts {
  /** The small model: it reads every sentence, and what is masked. */
  readonly graphs: Graphs;
  /** The large one, which reads again what the small one doubts. */
  readonly second: Graphs;
  /** Of the small model alone. */
  readonly doubtThresholds: ScreeningThresholds;
  readonly gates: Gates;
  readonly maxPieces: number;
  readonly overlap: number;
}

/** What was weighed in a place that was not cleared. */
export interface ScoredSlot {
  /** As the gate saw it. */
  readonly gateFeatures: readonly number[];
  readonly scored: readonly ScoredEdit[];
}

type ScreenedSentence = Pick<CandidateSlot<never>, "sentence" | "screened">;
type FlaggedWord = CandidateSlot<WordSlot> & Pick<ScoredSlot, "gateFeatures">;
type FlaggedGap = CandidateSlot<GapSlot> & Pick<ScoredSlot, "gateFeatures">;

/**
 * Places looked into together: what two or three sentences' worth of masks have in `exhaustive`, and a batch in the cascade. Each answer over
 * the vocabulary is 120 kB, and a place has several, so that all places of a batch at once would be gigabytes.
 */
const PLACES = 64;

/**
 * The cascade for a few sentences at once: screen each in one row; read those with a place above the thresholds again with the large model; ask
 * the vocabulary heads about the places that are still above them; mask those that pass the gates, the variants of many places in shared
 * batches; score every candidate by all of it.
 * @returns for each sentence the places that were masked, or `undefined` for all if cancelled meanwhile
 */
export async function runCascade(
  sentences: readonly Sentence[],
  parts: CascadeParts,
  isCancelled: IsCancelled,
): Promise<ScoredSlot[][] | undefined> {
  const doubted = await screenAll(sentences, parts, isCancelled);
  if (!doubted) return undefined;
  const slots = [
    ...doubted.flatMap((one) => one.screened.words.map((slot) => ({ ...one, kind: "word" as const, slot }))),
    ...doubted.flatMap((one) => one.screened.gaps.map((slot) => ({ ...one, kind: "gap" as const, slot }))),
  ];
  const scored = new Map<Sentence, ScoredSlot[]>(sentences.map((sentence) => [sentence, []]));
  for (const some of chunksOf(slots, PLACES)) {
    const found = await scoreFlagged(some, parts, isCancelled);
    if (!found) return undefined;
    for (const { sentence, ...one } of found) scored.get(sentence)!.push(one);
  }
  return sentences.map((sentence) => scored.get(sentence)!);
}

type Slot = ScreenedSentence &
  ({ readonly kind: "word"; readonly slot: WordSlot } | { readonly kind: "gap"; readonly slot: GapSlot });

/** Those of the places that pass the gates, words first. */
async function scoreFlagged(
  slots: readonly Slot[],
  parts: CascadeParts,
  isCancelled: IsCancelled,
): Promise<(ScoredSlot & { readonly sentence: Sentence })[] | undefined> {
  const { graphs, pieces } = parts;
  const allFlagged = await flaggedSlots(slots, parts, isCancelled);
  if (!allFlagged) return undefined;
  const { words, gaps } = allFlagged;
  const maskedSpans = new MaskedSpans();
  for (const { slot } of words) askAtWord(maskedSpans, slot);
  for (const { slot } of gaps) maskedSpans.ask(slot.window, slot.position, slot.position, 1);
  if (!(await maskedSpans.answer(graphs, pieces.special.mask, isCancelled))) return undefined;

  for (const flagged of words) {
    const single = maskedSpans.at(flagged.slot.window, flagged.slot.position, endOf(flagged.slot), 1)[0]!;
    flagged.candidates = wordCandidates(flagged.sentence.words, flagged.slot.index, flagged.logs, single, parts).filter(
      (candidate) => fits(candidate, flagged.slot),
    );
    for (const candidate of flagged.candidates) maskCandidate(maskedSpans, flagged.slot, candidate);
  }
  for (const flagged of gaps) {
    const single = maskedSpans.at(flagged.slot.window, flagged.slot.position, flagged.slot.position, 1)[0]!;
    flagged.candidates = gapCandidates(flagged.sentence.words, flagged.slot.index, flagged.logs, single, parts);
  }
  if (maskedSpans.pending > 0 && !(await maskedSpans.answer(graphs, pieces.special.mask, isCancelled)))
    return undefined;

  return [
    ...words.map((flagged) => ({ ...placeOf(flagged), scored: scoreWordEdits(flagged, maskedSpans, parts) })),
    ...gaps.map((flagged) => ({ ...placeOf(flagged), scored: scoreGapEdits(flagged, maskedSpans, parts) })),
  ];
}

const placeOf = ({ sentence, gateFeatures }: FlaggedWord | FlaggedGap): { sentence: Sentence; gateFeatures: readonly number[] } => ({ sentence, gateFeatures }); // prettier-ignore

/** Screens with the small model, and what that does not clear with both. @returns what is not cleared even then, or `undefined` if cancelled */
async function screenAll(
  sentences: readonly Sentence[],
  parts: CascadeParts,
  isCancelled: IsCancelled,
): Promise<ScreenedSentence[] | undefined> {
  const all = sentences.map((sentence) => ({ sentence, windows: windowsOf(sentence.words, parts.pieces, parts.maxPieces, parts.overlap) })); // prettier-ignore
  const first = await readAll(all, parts.graphs, isCancelled);
  if (!first) return undefined;
  const doubting = { ...parts, screeningThresholds: parts.doubtThresholds };
  const doubted = all.filter(({ sentence, windows }) => isDoubted(screen(sentence, windows, windows.map((window) => readingOf(first.get(window)!)), doubting))); // prettier-ignore
  const second = await readAll(doubted, parts.second, isCancelled);
  if (!second) return undefined;
  return doubted.map(({ sentence, windows }) => {
    const readings = windows.map((window) => readingOf(first.get(window)!, second.get(window)!));
    return { sentence, screened: screen(sentence, windows, readings, parts) };
  });
}

const isDoubted = ({ words, gaps }: Screened): boolean => words.length + gaps.length > 0;

async function readAll(
  sentences: readonly { readonly windows: readonly Window[] }[],
  reader: Graphs,
  isCancelled: IsCancelled,
): Promise<ReadonlyMap<Window, Encoded> | undefined> {
  const windows = sentences.flatMap((one) => one.windows);
  const encoded = await reader.encode(windows.map(({ row }) => row), isCancelled); // prettier-ignore
  return encoded && new Map(windows.map((window, number) => [window, encoded[number]!]));
}

/** The places above the thresholds, all read in one go: what the vocabulary costs is mostly that it is read at all. Those that no gate turns back stay. */
async function flaggedSlots(
  slots: readonly Slot[],
  { graphs, second, gates, editBiases, words: list }: CascadeParts,
  isCancelled: IsCancelled,
): Promise<{ words: FlaggedWord[]; gaps: FlaggedGap[] } | undefined> {
  const answers = [];
  for (const [number, reader] of [graphs, second].entries()) {
    const places = slots.map(({ kind, slot }): HeadInput => ({ kind: kind === "word" ? "replace" : "insert", pair: slot.pairs[number]! })); // prettier-ignore
    const logs = await reader.predict(places, isCancelled);
    if (!logs) return undefined;
    answers.push(logs);
  }
  const words: FlaggedWord[] = [];
  const gaps: FlaggedGap[] = [];
  for (const [number, one] of slots.entries()) {
    const { sentence, screened } = one;
    const flagged = { sentence, screened, logs: mean(answers.map((logs) => logs[number]!)), candidates: [] };
    if (one.kind === "word") {
      const { slot } = one;
      const gateFeatures = wordGateFeatures({ ...flagged, slot }, list);
      const isIn = passes(gates.word, gateFeatures) || editBiases.forcesWord(sentence.words, slot.index);
      if (isIn) words.push({ ...flagged, slot, gateFeatures });
    } else {
      const { slot } = one;
      const gateFeatures = gapGateFeatures({ ...flagged, slot }, list);
      const isIn = passes(gates.gap, gateFeatures) || editBiases.forcesGap(sentence.words, slot.index);
      if (isIn) gaps.push({ ...flagged, slot, gateFeatures });
    }
  }
  return { words, gaps };
}

function askAtWord(maskedSpans: MaskedSpans, slot: WordSlot): void {
  const end = endOf(slot);
  maskedSpans.ask(slot.window, slot.position, end, 1);
  maskedSpans.ask(slot.window, slot.position, end, end - slot.position);
}

/** False for a join with a word that stands in the next window. */
function fits(candidate: CandidateEdit, slot: WordSlot): boolean {
  return candidate.operation !== "merge" || endOfNext(slot) !== undefined;
}

function maskCandidate(maskedSpans: MaskedSpans, slot: WordSlot, candidate: CandidateEdit): void {
  if (candidate.operation !== "merge") {
    maskedSpans.ask(slot.window, slot.position, endOf(slot), candidate.pieces.length);
    return;
  }
  const end = endOfNext(slot)!;
  maskedSpans.ask(slot.window, slot.position, end, candidate.pieces.length);
  maskedSpans.ask(slot.window, slot.position, end, end - slot.position);
}
