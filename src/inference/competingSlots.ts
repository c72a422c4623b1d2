import { chanceOfAny, toLogOdds } from "../grammar/odds.js";
import type { SlotScore } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import type { Word } from "../grammar/words.js";

/** What is wrong in each place of a sentence, as it is scored; `undefined` if cancelled meanwhile. */
type ScoreSlots = (sentences: readonly Sentence[]) => Promise<SlotScore[][] | undefined>;

/**
 * Two places compete if the edit of one makes the other lose so many nats of log-odds. Of 42 pairs of places on dev (`edits/dev.jsonl`) that take 2
 * nats or more from each other both were right in one; what is wrong for itself loses less than one.
 */
const LOST = 1.5;
/** A place under this chance is not worth reading the sentence again for. */
const LEAST = 0.2;
/** So many places of a sentence, the likeliest first, are corrected by way of trial. */
const ROUNDS = 3;

/** A sentence whose places are compared: the groups that have been the trial, or have been found to compete with one. */
interface TrialEdit {
  readonly number: number;
  slots: SlotScore[];
  readonly settled: Set<number>;
}

/**
 * “The limits is documented” is wrong in one place, but it may be either of two. Whether two edits exclude each other shows when the sentence is
 * read again with the likelier one made. Their slots become one group, whose chance is that of one or the other.
 * @returns the slots of each sentence with their groups, or `undefined` if cancelled meanwhile
 */
export async function groupCompeting(
  sentences: readonly Sentence[],
  scored: readonly SlotScore[][],
  score: ScoreSlots,
): Promise<SlotScore[][] | undefined> {
  const trials = scored.map((slots, number): TrialEdit => {
    const alone = slots.filter((slot) => isArticle(slot, sentences[number]!.words)).map(({ group }) => group);
    return { number, slots, settled: new Set(alone) };
  });
  for (let round = 0; round < ROUNDS; round++) {
    const next = trials.flatMap((trial) => {
      const pivot = pivotOf(trial);
      const edited = pivot && editedWords(sentences[trial.number]!.words, pivot);
      return edited ? [{ trial, pivot, edited, sentence: { ...sentences[trial.number]!, words: edited.words } }] : [];
    });
    if (next.length === 0) break;
    const again = await score(next.map(({ sentence }) => sentence));
    if (!again) return undefined;
    for (const [index, { trial, pivot, edited }] of next.entries()) {
      trial.settled.add(pivot.group);
      const left = chances(again[index]!);
      const competing = [...firsts(trial.slots)]
        .filter(([group]) => !trial.settled.has(group))
        .filter(([, slot]) => isLost(slot, left.get(placeOf(slot, edited.shift))))
        .map(([group]) => group);
      trial.slots = joined(trial.slots, pivot.group, competing);
    }
  }
  return trials.map(({ slots }) => slots);
}

/** "An" for "a": the word behind it alone says which is right, so that no other place can be wrong instead. */
function isArticle({ operation, index, candidates }: SlotScore, words: readonly Word[]): boolean {
  const both = [words[index]?.text, candidates[0]?.text];
  return operation === "replace" && both.every((text) => /^an?$/iu.test(text ?? ""));
}

/** The likeliest slot that has not been the trial yet, if there is another to compare it with. */
function pivotOf({ slots, settled }: TrialEdit): SlotScore | undefined {
  const open = [...firsts(slots).values()].filter(({ group, chance }) => !settled.has(group) && chance >= LEAST);
  return open.length > 1 ? open.reduce((best, slot) => (slot.chance > best.chance ? slot : best)) : undefined;
}

/** The first slot of each group. */
function firsts(slots: readonly SlotScore[]): Map<number, SlotScore> {
  const found = new Map<number, SlotScore>();
  for (const slot of slots) if (!found.has(slot.group)) found.set(slot.group, slot);
  return found;
}

/** Chances by place, a word or the gap before it. */
function chances(slots: readonly SlotScore[]): Map<string, number> {
  return new Map(slots.map((slot) => [placeOf(slot, (index) => index), slot.chance]));
}

function placeOf({ operation, index }: SlotScore, shift: (index: number) => number): string {
  return `${operation === "insert" ? "gap" : "word"} ${String(shift(index))}`;
}

function isLost({ chance }: SlotScore, left = 0): boolean {
  return toLogOdds(chance) - toLogOdds(left) >= LOST;
}

function joined(slots: readonly SlotScore[], into: number, groups: readonly number[]): SlotScore[] {
  if (groups.length === 0) return [...slots];
  const all = new Set([into, ...groups]);
  const chance = chanceOfAny([...firsts(slots)].filter(([group]) => all.has(group)).map(([, slot]) => slot.chance));
  return slots.map((slot) => (all.has(slot.group) ? { ...slot, group: into, chance } : slot));
}

/** The words with the slot's best candidate, and where the others have moved to. */
function editedWords(
  words: readonly Word[],
  { operation, index, candidates }: SlotScore,
): { words: Word[]; shift: (index: number) => number } | undefined {
  const text = candidates[0]?.text;
  const taken = operation === "insert" ? 0 : operation === "merge" ? 2 : 1;
  const at = words[index] ?? words[index - 1];
  if (text === undefined || !at) return undefined;
  const made = text.split(" ").filter(Boolean).map((part, number): Word => {
    const kind = /[\p{L}\p{N}]/u.test(part) ? "word" : "mark";
    const spaceBefore = number > 0 || (operation === "insert" ? kind === "word" : at.spaceBefore);
    return { ...at, text: part, kind, spaceBefore };
  }); // prettier-ignore
  const by = made.length - taken;
  return {
    words: [...words.slice(0, index), ...made, ...words.slice(index + taken)],
    shift: (other) => (other >= index + taken ? other + by : other),
  };
}
