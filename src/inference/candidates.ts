import type { Operation } from "../grammar/scorer.js";
import type { Word } from "../grammar/words.js";
import type { EditBiases } from "./editBiases.js";
import { topIndices } from "./graphs.js";
import { prefixOf, type WordList } from "./lexicon.js";
import type { WordPieceTokenizer } from "./tokenizer.js";
import { foldCase } from "./wordSimilarity.js";

/** A change that might fix a place, before anything is masked. */
export interface CandidateEdit {
  readonly operation: Operation;
  /** Index of the word, or for an insertion of the word after the gap. */
  readonly index: number;
  /** In lower case; the words of a split are divided by a space; empty for a deletion. */
  readonly text: string;
  /** What masks must predict: piece ids of `text`, or `[NONE]`. */
  readonly pieces: readonly number[];
}

/** How many of a head's top predictions are considered. */
const TOP_WORDS = 8;
const TOP_GAP = 5;
const TOP_MASKED = 4;
/** Most pieces that masks are put up for. */
const MOST_PIECES = 6;
/** Letters that two words written as one have at most; to try every place in a longer one would take the square of its length. */
const LONGEST_JOINED = 60;

/** What proposing needs to know besides the place itself. */
interface CandidateSources {
  readonly pieces: WordPieceTokenizer;
  readonly words: WordList;
  readonly editBiases: EditBiases;
}

/**
 * Every change of a word worth weighing: what the writer puts there, the heads' top words, spelling neighbours, other inflections, apostrophes,
 * deletion, joining with the next word and splitting.
 * @param logs what the replacement head says at the word
 * @param masked what the language model says under a mask there
 */
export function wordCandidates(
  words: readonly Word[],
  index: number,
  logs: Float32Array,
  masked: Float32Array,
  { pieces, words: list, editBiases }: CandidateSources,
): CandidateEdit[] {
  const word = words[index]!;
  const typed = foldCase(word.text);
  const texts = new Set(editBiases.replacementsOf(typed));
  for (const id of [...topIndices(logs, TOP_WORDS), ...topIndices(masked, TOP_MASKED)])
    if (pieces.isWhole(id)) texts.add(pieces.texts[id]!);
  const candidates: CandidateEdit[] = [{ operation: "delete", index, text: "", pieces: [pieces.special.none] }];
  if (word.kind === "word") {
    for (const text of spellings(typed, list)) texts.add(text);
    candidates.push(...mergeWithNext(words, index, pieces, list), ...splits(typed, index, pieces, list));
  }
  texts.delete(typed);
  for (const text of texts) {
    // A mark for a word or a word for a mark is no replacement that people make.
    if (isMark(text) !== (word.kind === "mark")) continue;
    const ids = pieces.ofText(text);
    if (ids.length <= MOST_PIECES) candidates.push({ operation: "replace", index, text, pieces: ids });
  }
  return candidates;
}

/** Words and marks that may be missing in a gap. */
export function gapCandidates(
  words: readonly Word[],
  index: number,
  logs: Float32Array,
  masked: Float32Array,
  { pieces }: CandidateSources,
): CandidateEdit[] {
  const candidates: CandidateEdit[] = [];
  for (const id of new Set([...topIndices(logs, TOP_GAP), ...topIndices(masked, 2)])) {
    if (!pieces.isWhole(id)) continue;
    const text = pieces.texts[id]!;
    const isRepeated = [words[index - 1], words[index]].some((word) => word && foldCase(word.text) === text);
    if (!isRepeated && (!isMark(text) || /^[,.:;?!-]$/u.test(text)))
      candidates.push({ operation: "insert", index, text, pieces: [id] });
  }
  return candidates;
}

function isMark(text: string): boolean {
  return !/\p{L}|\p{N}/u.test(text);
}

function spellings(typed: string, list: WordList): string[] {
  const found = list.forms(typed).slice(0, 8);
  const bare = typed.replaceAll("'", "");
  if (bare !== typed && list.isWord(bare)) found.push(bare);
  for (const ending of ["s", "t", "re", "ve", "ll", "d", "m"])
    if (typed === bare && typed.endsWith(ending) && typed.length > ending.length) {
      const stem = typed.slice(0, -ending.length);
      if (
        ending === "s"
          ? list.isWord(stem)
          : ["n", "do", "i", "you", "we", "they", "he", "she", "it"].some((end) => stem.endsWith(end))
      )
        found.push(`${stem}'${ending}`);
    }
  if (bare === typed || typed.endsWith("'s")) found.push(...neighbours(typed, list));
  return found;
}

/** What a word that is none may be a misspelling of, fewest slips first: of one in the list, its possessive, or one with a prefix before it. */
export function neighbours(typed: string, list: WordList): string[] {
  if (list.isWord(typed) || typed.length <= 2) return [];
  const near = (word: string): string[] => list.near(word, word.length > 5 ? 2 : 1).slice(0, 8);
  if (typed.endsWith("'s")) return near(typed.slice(0, -2)).map((word) => `${word}'s`);
  const prefix = prefixOf(typed);
  const stems = prefix === "" ? [] : list.near(typed.slice(prefix.length), 1).slice(0, 2);
  return [...new Set([...near(typed), ...stems.map((stem) => prefix + stem)])];
}

function mergeWithNext(
  words: readonly Word[],
  index: number,
  pieces: WordPieceTokenizer,
  list: WordList,
): CandidateEdit[] {
  const next = words[index + 1];
  if (next?.kind !== "word" || !next.spaceBefore) return [];
  const text = foldCase(words[index]!.text + next.text);
  const ids = pieces.ofText(text);
  return list.isWord(text) && ids.length <= MOST_PIECES ? [{ operation: "merge", index, text, pieces: ids }] : [];
}

function splits(typed: string, index: number, pieces: WordPieceTokenizer, list: WordList): CandidateEdit[] {
  if (typed.length > LONGEST_JOINED) return [];
  const found: { candidate: CandidateEdit; frequency: number }[] = [];
  for (let at = 1; at < typed.length; at++) {
    const [left, right] = [typed.slice(0, at), typed.slice(at)];
    if (!list.isWord(left) || !list.isWord(right)) continue;
    const ids = [...pieces.ofText(left), ...pieces.ofText(right)];
    if (ids.length > MOST_PIECES) continue;
    found.push({
      candidate: { operation: "split", index, text: `${left} ${right}`, pieces: ids },
      frequency: list.frequency(left) + list.frequency(right),
    });
  }
  return found
    .sort((a, b) => b.frequency - a.frequency)
    .slice(0, 2)
    .map((one) => one.candidate);
}
