import { type CompetingFix, correctionOf, type Reading } from "./competingFindings.js";
import { messageOf } from "./messages.js";
import { chanceOfAny, shifted } from "./odds.js";
import type { Lexicon, SentenceScores, SlotScore } from "./scorer.js";
import { withCapitalsJoined } from "./sentenceBreaks.js";
import type { Sentence } from "./sentences.js";
import { applyEdits, type EditContext } from "./textEdit.js";

export type { Category } from "./categories.js";
export type { Fix } from "./competingFindings.js";

/** How sure a finding is: a squiggle, or a hint. */
export type Tier = "sure" | "perhaps";

/** A mistake, at the place where its likeliest correction is. */
export interface Finding extends CompetingFix {
  /** For the writer; what is likeliest and the chance of it stand in it. */
  readonly message: string;
  /** That something is wrong here, or where one of its competitors is, 0 to 1. */
  readonly probability: number;
  /** Other corrections of the same mistake, here or in another place, best first. */
  readonly competing: readonly CompetingFix[];
  readonly tier: Tier;
}

/**
 * Findings, one for each group of slots that can be fixed without breaking the text around them.
 * @param text the original text that the sentence lies in
 * @returns in the order of the scores, `perhaps` until the policy says more; they may overlap
 */
export function findingsOf(
  sentence: Sentence,
  scores: SentenceScores,
  text: string,
  lexicon: Lexicon,
  reading: Reading,
): Finding[] {
  const around = { sentence, text, lexicon };
  return [...groupsOf(withCapitalsJoined(scores, around), ({ group }) => group).values()].flatMap((slots) => findingOf(slots, around, reading) ?? []); // prettier-ignore
}

function groupsOf<Key>(slots: SentenceScores, keyOf: (slot: SlotScore) => Key): Map<Key, SlotScore[]> {
  const groups = new Map<Key, SlotScore[]>();
  for (const slot of slots) groups.set(keyOf(slot), [...(groups.get(keyOf(slot)) ?? []), slot]);
  return groups;
}

/** The likeliest way to fix the mistake, with the others as competitors. */
function findingOf(slots: readonly SlotScore[], around: EditContext, reading: Reading): Finding | undefined {
  const places = [...groupsOf(slots, ({ operation, index }) => `${String(operation === "insert")} ${String(index)}`).values()]; // prettier-ignore
  const shown = places.map((place) => correctionsOf(place, around, reading));
  const corrections = shown.flat().sort((a, b) => b.fixes[0]!.probability - a.fixes[0]!.probability);
  const [first, ...others] = corrections;
  if (!first) return undefined;
  const isWhole = shown.every((place) => place.length > 0);
  const probability = isWhole
    ? shifted(slots[0]!.chance, reading.shift)
    : chanceOfAny(corrections.map(({ fixes }) => fixes[0]!.probability));
  const sum = corrections.reduce((total, { fixes }) => fixes.reduce((own, fix) => own + fix.probability, total), 0);
  return withCompeting(first, others, probability, Math.min(1, probability / sum));
}

/** What can be shown of a place: nothing, if its likeliest edit cannot. */
function correctionsOf(place: readonly SlotScore[], around: EditContext, reading: Reading): CompetingFix[] {
  const corrections = place.map((slot) => correctionOf(slot, around, reading));
  return corrections[0] ? corrections.filter((correction) => correction !== undefined) : [];
}

/** @param share by which the fixes' chances are scaled: one of them at most can be right */
export function withCompeting(
  first: CompetingFix,
  competing: readonly CompetingFix[],
  probability: number,
  share = 1,
): Finding {
  const scaled = ({ fixes, ...rest }: CompetingFix): CompetingFix => ({ ...rest, fixes: fixes.map((fix) => ({ ...fix, probability: fix.probability * share })) }); // prettier-ignore
  const [head, ...others] = [first, ...competing].map(scaled);
  return {
    ...head!,
    message: messageOf(head!, others[0], probability),
    probability,
    competing: others,
    tier: "perhaps",
  };
}

/** True for what is underlined; the others are hints. */
export function isSure({ tier }: Pick<Finding, "tier">): boolean {
  return tier === "sure";
}

/** So much likelier than any other correction must the first one be to be made without being looked at. */
const OUTSTANDING = 2;

/** True if a finding is sure, and of its corrections one stands out. */
export function standsOut({ tier, fixes, competing }: Pick<Finding, "tier" | "fixes" | "competing">): boolean {
  const [first, ...others] = [...fixes, ...competing.flatMap((other) => other.fixes)].map(
    ({ probability }) => probability,
  );
  return tier === "sure" && first !== undefined && others.every((other) => first >= OUTSTANDING * other);
}

/**
 * The text with the first fix of every finding.
 * @param findings not overlapping, in any order
 */
export function applyFixes(text: string, findings: readonly Pick<Finding, "start" | "end" | "fixes">[]): string {
  const edits = findings.flatMap(({ start, end, fixes: [fix] }) => (fix ? [{ start, end, text: fix.text }] : []));
  return applyEdits(
    text,
    edits.sort((a, b) => a.start - b.start || a.end - b.end),
  );
}
