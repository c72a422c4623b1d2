import type { Sentence } from "../grammar/sentences.js";
import { MaskedEvidence } from "./evidence.js";
import { gapGateFeatures, passes, wordGateFeatures, type Gates } from "./gate.js";
import type { Encoded, Graphs, Place } from "./graphs.js";
import { judgeGap, judgeWord, type Court, type Doubt, type Judged } from "./judge.js";
import { proposeAtGap, proposeAtWord, type Proposal } from "./proposals.js";
import { windowsOf, type Window } from "./rows.js";
import { endOf, endOfNext, screen, type GapSlot, type Guide, type WordSlot } from "./slots.js";

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

/**
 * The cascade for a few sentences at once: screen each in one row; ask the vocabulary heads about the places above the
 * floors; mask those that pass the gates, all variants in shared batches; judge every proposal by all of it.
 * @returns for each sentence the places that were masked, or `undefined` for all if cancelled meanwhile
 */
export async function examine(
  sentences: readonly Sentence[],
  parts: Examination,
  isCancelled: () => boolean,
): Promise<Examined[][] | undefined> {
  const { graphs, pieces } = parts;
  const windows = sentences.map((sentence) => windowsOf(sentence.words, pieces, parts.maxPieces, parts.overlap));
  const encoded = await graphs.encode(windows.flat().map((window) => window.row), isCancelled); // prettier-ignore
  if (encoded.includes(undefined)) return undefined;
  const cases = screenAll(sentences, windows, encoded as Encoded[], parts);

  const doubts = await doubtsOf(cases, graphs);
  const words = doubts.words
    .map((doubt) => ({ ...doubt, screening: wordGateFeatures(doubt, parts.words) }))
    .filter(
      ({ screening, sentence, slot }) =>
        passes(parts.gates.word, screening) || parts.habits.watchesWord(sentence.words, slot.index),
    );
  const gaps = doubts.gaps
    .map((doubt) => ({ ...doubt, screening: gapGateFeatures(doubt, parts.words) }))
    .filter(
      ({ screening, sentence, slot }) =>
        passes(parts.gates.gap, screening) || parts.habits.watchesGap(sentence.words, slot.index),
    );
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

  const examined = new Map<Sentence, Examined[]>(sentences.map((sentence) => [sentence, []]));
  for (const { screening, ...doubt } of words)
    examined.get(doubt.sentence)!.push({ screening, judged: judgeWord(doubt, evidence, parts) });
  for (const { screening, ...doubt } of gaps)
    examined.get(doubt.sentence)!.push({ screening, judged: judgeGap(doubt, evidence, parts) });
  return sentences.map((sentence) => examined.get(sentence)!);
}

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

/** The places above the floors, all read in one go: what the vocabulary costs is mostly that it is read at all. */
async function doubtsOf(
  cases: readonly Case[],
  graphs: Graphs,
): Promise<{ words: Doubt<WordSlot>[]; gaps: Doubt<GapSlot>[] }> {
  const words = cases.flatMap((one) => one.screened.words.map((slot) => ({ ...one, slot })));
  const gaps = cases.flatMap((one) => one.screened.gaps.map((slot) => ({ ...one, slot })));
  const logs = await graphs.predict([
    ...words.map(({ slot }): Place => ({ kind: "replace", pair: slot.pair })),
    ...gaps.map(({ slot }): Place => ({ kind: "insert", pair: slot.pair })),
  ]);
  return {
    words: words.map((one, index) => ({ ...one, logs: logs[index]!, proposals: [] })),
    gaps: gaps.map((one, index) => ({ ...one, logs: logs[words.length + index]!, proposals: [] })),
  };
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
