import type { IsCancelled } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import { type Proposal, proposeAtGap, proposeAtWord } from "./candidates.js";
import { chunksOf } from "./concurrency.js";
import { gapGateFeatures, type Gates, passes, wordGateFeatures } from "./gate.js";
import type { Encoded, Graphs, Place } from "./graphs.js";
import { MaskedEvidence } from "./maskedSpans.js";
import { type Window, windowsOf } from "./rows.js";
import { type Court, type Doubt, type Judged, judgeGap, judgeWord } from "./scoreEdits.js";
import { endOf, endOfNext, type GapSlot, type Guide, screen, type WordSlot } from "./screening.js";

/** What examining needs: the graphs, the words and how rows are cut. */
export interface Examination extends Court, Guide {
  readonly graphs: Graphs;
  readonly gates: Gates;
  readonly maxPieces: number;
  readonly overlap: number;
}

/** What was weighed in a place that was not cleared. */
export interface Examined {
  /** As the gate saw it. */
  readonly screening: readonly number[];
  readonly judged: readonly Judged[];
}

type Case = Pick<Doubt<never>, "sentence" | "screened">;
type WordDoubt = Doubt<WordSlot> & Pick<Examined, "screening">;
type GapDoubt = Doubt<GapSlot> & Pick<Examined, "screening">;

/**
 * Places looked into together: what two or three sentences' worth of masks have in `exhaustive`, and a batch in the cascade. Each answer over
 * the vocabulary is 120 kB, and a place has several, so that all places of a batch at once would be gigabytes.
 */
const PLACES = 64;

/**
 * The cascade for a few sentences at once: screen each in one row; ask the vocabulary heads about the places above the
 * floors; mask those that pass the gates, the variants of many places in shared batches; judge every proposal by all of it.
 * @returns for each sentence the places that were masked, or `undefined` for all if cancelled meanwhile
 */
export async function examine(
  sentences: readonly Sentence[],
  parts: Examination,
  isCancelled: IsCancelled,
): Promise<Examined[][] | undefined> {
  const { graphs, pieces } = parts;
  const windows = sentences.map((sentence) => windowsOf(sentence.words, pieces, parts.maxPieces, parts.overlap));
  const encoded = await graphs.encode(windows.flat().map((window) => window.row), isCancelled); // prettier-ignore
  if (!encoded) return undefined;
  const cases = screenAll(sentences, windows, encoded, parts);
  const slots = [
    ...cases.flatMap((one) => one.screened.words.map((slot) => ({ ...one, kind: "word" as const, slot }))),
    ...cases.flatMap((one) => one.screened.gaps.map((slot) => ({ ...one, kind: "gap" as const, slot }))),
  ];
  const examined = new Map<Sentence, Examined[]>(sentences.map((sentence) => [sentence, []]));
  for (const some of chunksOf(slots, PLACES)) {
    const found = await examinePlaces(some, parts, isCancelled);
    if (!found) return undefined;
    for (const { sentence, ...one } of found) examined.get(sentence)!.push(one);
  }
  return sentences.map((sentence) => examined.get(sentence)!);
}

type Slot = Case &
  ({ readonly kind: "word"; readonly slot: WordSlot } | { readonly kind: "gap"; readonly slot: GapSlot });

/** Those of the places that pass the gates, words first. */
async function examinePlaces(
  slots: readonly Slot[],
  parts: Examination,
  isCancelled: IsCancelled,
): Promise<(Examined & { readonly sentence: Sentence })[] | undefined> {
  const { graphs, pieces } = parts;
  const doubts = await doubtsOf(slots, parts, isCancelled);
  if (!doubts) return undefined;
  const { words, gaps } = doubts;
  const evidence = new MaskedEvidence();
  for (const { slot } of words) askWord(evidence, slot);
  for (const { slot } of gaps) evidence.ask(slot.window, slot.position, slot.position, 1);
  if (!(await evidence.answer(graphs, pieces.special.mask, isCancelled))) return undefined;

  for (const doubt of words) {
    const single = evidence.at(doubt.slot.window, doubt.slot.position, endOf(doubt.slot), 1)[0]!;
    doubt.proposals = proposeAtWord(doubt.sentence.words, doubt.slot.index, doubt.logs, single, parts).filter(
      (proposal) => fits(proposal, doubt.slot),
    );
    for (const proposal of doubt.proposals) askProposal(evidence, doubt.slot, proposal);
  }
  for (const doubt of gaps) {
    const single = evidence.at(doubt.slot.window, doubt.slot.position, doubt.slot.position, 1)[0]!;
    doubt.proposals = proposeAtGap(doubt.sentence.words, doubt.slot.index, doubt.logs, single, parts);
  }
  if (evidence.pending > 0 && !(await evidence.answer(graphs, pieces.special.mask, isCancelled))) return undefined;

  return [
    ...words.map((doubt) => ({ ...placeOf(doubt), judged: judgeWord(doubt, evidence, parts) })),
    ...gaps.map((doubt) => ({ ...placeOf(doubt), judged: judgeGap(doubt, evidence, parts) })),
  ];
}

const placeOf = ({ sentence, screening }: WordDoubt | GapDoubt): { sentence: Sentence; screening: readonly number[] } => ({ sentence, screening }); // prettier-ignore

function screenAll(
  sentences: readonly Sentence[],
  windows: readonly Window[][],
  encoded: readonly Encoded[],
  guide: Guide,
): Case[] {
  let at = 0;
  return sentences.map((sentence, index) => {
    const own = windows[index]!;
    const screened = screen(sentence, own, encoded.slice(at, at + own.length), guide);
    at += own.length;
    return { sentence, screened };
  });
}

/** The places above the floors, all read in one go: what the vocabulary costs is mostly that it is read at all. Those that no gate turns back stay. */
async function doubtsOf(
  slots: readonly Slot[],
  { graphs, gates, habits, words: list }: Examination,
  isCancelled: IsCancelled,
): Promise<{ words: WordDoubt[]; gaps: GapDoubt[] } | undefined> {
  const places = slots.map(({ kind, slot }): Place => ({ kind: kind === "word" ? "replace" : "insert", pair: slot.pair })); // prettier-ignore
  const logs = await graphs.predict(places, isCancelled);
  if (!logs) return undefined;
  const words: WordDoubt[] = [];
  const gaps: GapDoubt[] = [];
  for (const [number, one] of slots.entries()) {
    const { sentence, screened } = one;
    const doubt = { sentence, screened, logs: logs[number]!, proposals: [] };
    if (one.kind === "word") {
      const { slot } = one;
      const screening = wordGateFeatures({ ...doubt, slot }, list);
      const isIn = passes(gates.word, screening) || habits.watchesWord(sentence.words, slot.index);
      if (isIn) words.push({ ...doubt, slot, screening });
    } else {
      const { slot } = one;
      const screening = gapGateFeatures({ ...doubt, slot }, list);
      const isIn = passes(gates.gap, screening) || habits.watchesGap(sentence.words, slot.index);
      if (isIn) gaps.push({ ...doubt, slot, screening });
    }
  }
  return { words, gaps };
}

function askWord(evidence: MaskedEvidence, slot: WordSlot): void {
  const end = endOf(slot);
  evidence.ask(slot.window, slot.position, end, 1);
  evidence.ask(slot.window, slot.position, end, end - slot.position);
}

/** False for a join with a word that stands in the next window. */
function fits(proposal: Proposal, slot: WordSlot): boolean {
  return proposal.operation !== "merge" || endOfNext(slot) !== undefined;
}

function askProposal(evidence: MaskedEvidence, slot: WordSlot, proposal: Proposal): void {
  if (proposal.operation !== "merge") {
    evidence.ask(slot.window, slot.position, endOf(slot), proposal.pieces.length);
    return;
  }
  const end = endOfNext(slot)!;
  evidence.ask(slot.window, slot.position, end, proposal.pieces.length);
  evidence.ask(slot.window, slot.position, end, end - slot.position);
}
