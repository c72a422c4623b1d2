import { diffArrays } from "diff";
import { distance } from "fastest-levenshtein";
import { commonPrefixLength } from "../../inference/wordSimilarity.js";

/** Tokens of a sentence: code, words, and every other mark for itself. */
const TOKENS = /`[^`]*`|[\p{L}\p{N}_][\p{L}\p{M}\p{N}_'’]*|\S/gu;
const WORD = /^\p{L}[\p{L}\p{M}'’]*$/u;

/** More edits, or longer ones, are a new wording. */
const MOST_EDITS = 2;
const MOST_WORDS = 3;
/** Words that a sentence must keep, and their share. */
const LEAST_KEPT = 3;
const LEAST_SHARE = 0.5;

interface WordChange {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** The words before and after. */
  readonly around: readonly (string | undefined)[];
}

/**
 * Whether a change of a sentence mends its language. A renamed thing, another version, a better wording or a new fact is no
 * correction: each word that changes must be a function word, or become another form or spelling of itself.
 */
export function isCorrection(source: string, target: string): boolean {
  const before = source.match(TOKENS) ?? [];
  const edits = editsOf(before, target.match(TOKENS) ?? []);
  if (!edits) return false;
  const removed = edits.reduce((sum, edit) => sum + edit.removed.length, 0);
  const words = before.filter((token) => WORD.test(token)).length;
  const kept = words - removed;
  if (edits.length === 0 || edits.length > MOST_EDITS || kept < LEAST_KEPT || kept < words * LEAST_SHARE) return false;
  return edits.every(isLanguageFix);
}

/** What changes, as a key: the same change made again and again in one commit is a renaming. */
export function changeKey(source: string, target: string): string {
  const edits = editsOf(source.match(TOKENS) ?? [], target.match(TOKENS) ?? []);
  return JSON.stringify(edits?.map(({ removed, added }) => [removed, added]));
}

/** @returns `undefined` if there are more of them, or longer ones, than a correction has */
function editsOf(before: readonly string[], after: readonly string[]): WordChange[] | undefined {
  const maxEditLength = MOST_EDITS * 2 * MOST_WORDS;
  const changes = diffArrays([...before], [...after], { maxEditLength });
  if (!changes) return undefined;
  const edits: { removed: string[]; added: string[]; around: (string | undefined)[] }[] = [];
  let at = 0;
  let isOpen = false;
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      at += value.length;
      isOpen = false;
      continue;
    }
    if (!isOpen) edits.push({ removed: [], added: [], around: [before[at - 1]] });
    isOpen = true;
    const edit = edits.at(-1)!;
    if (removed) at += value.length;
    edit[removed ? "removed" : "added"].push(...value);
    edit.around[1] = before[at];
  }
  return edits;
}

function isLanguageFix({ removed, added, around }: WordChange): boolean {
  if (removed.length > MOST_WORDS || added.length > MOST_WORDS) return false;
  if (isRejoined(removed, added)) return true;
  return (
    [...removed, ...added].every((token) => WORD.test(token)) &&
    removed.every((word) => isFunction(word) || around.includes(word) || added.some((other) => isForm(word, other))) &&
    added.every((word) => isFunction(word) || removed.some((other) => isForm(other, word)))
  );
}

/** The same letters with other spaces, hyphens or apostrophes between them: "can not", "its", "re-use". */
function isRejoined(removed: readonly string[], added: readonly string[]): boolean {
  const letters = (tokens: readonly string[]): string => tokens.join("").replace(/['’-]/gu, "");
  const areJoint = [...removed, ...added].every((token) => WORD.test(token) || token === "-");
  return areJoint && letters(removed) === letters(added);
}

function isFunction(word: string): boolean {
  return FUNCTION_WORDS.has(word.toLowerCase().replace("’", "'"));
}

/** What may stand after a stem. */
const ENDINGS = new Set(["", "e", "s", "es", "ed", "d", "ing", "er", "est", "ly", "y", "ies", "ied", "ily", "n", "en", "t", "'s", "’s", "s'", "s’"]); // prettier-ignore
const STEM = 3;

/** Another form, another case, or another spelling of the same word. */
function isForm(word: string, other: string): boolean {
  const [a, b] = [word.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  const stem = commonPrefixLength(a, b);
  if (stem >= STEM && ENDINGS.has(a.slice(stem)) && ENDINGS.has(b.slice(stem))) return true;
  const longest = Math.max(a.length, b.length);
  return longest >= 4 && a[0] === b[0] && distance(a, b) <= (longest < 6 ? 1 : 2);
}

/** Articles, pronouns, prepositions, conjunctions, auxiliaries: what a correction may put in or take out. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those some any no each every both all much many more most few fewer less
  i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself itself
  themselves who whom whose which what when where why how there here
  of to in on at by for from with without within into onto over under between among through during before after about
  against as like than per via up down out off until since upon toward towards
  and or but nor so if then because although though while whether unless else
  am is are was were be been being do does did doing done have has had having can could will would shall should may might
  must ought not cannot don't doesn't didn't isn't aren't wasn't weren't won't can't it's you're they're we're that's let's
  too also just only very such same other another`.split(/\s+/u),
);
