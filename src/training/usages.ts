import type { Word } from "../grammar/words.js";
import { ngramKey, unigramAt, trigramAt, type AllowedNgram } from "../inference/allowlist.js";
import type { WordList } from "../inference/lexicon.js";
import { caseOf } from "../inference/wordCase.js";
import type { Example } from "./labels.js";

/** So often, in different sentences, something must be written to be usual. */
const LEAST = 5;
/** Share of a word's uses that have a capital, from which on it is no slip but another meaning: "the Hook" beside "a hook". */
const CAPITALS = 0.1;

type Reading = typeof unigramAt;

/**
 * What a project writes again and again: the names that it has for its own things, and of the phrases that the model doubts those that are usual.
 * @param prose different sentences
 * @param corrections what was mended is not usual, however often it was written
 * @param doubted phrases
 */
export function usagesOf(
  prose: readonly Example[],
  corrections: readonly Example[],
  doubted: readonly AllowedNgram[],
  lexicon: WordList,
): AllowedNgram[] {
  const mended = new Set(corrections.flatMap(mendedIn));
  const phrases = new Map(doubted.map((usage) => [ngramKey(usage), usage]));
  const counts = count(prose, trigramAt, (key) => phrases.has(key));
  const usual = [...phrases].filter(([key]) => (counts.get(key) ?? 0) >= LEAST).map(([, usage]) => usage);
  return [...namesIn(prose, lexicon), ...usual].filter((usage) => !mended.has(ngramKey(usage)));
}

/** A name is mended if it loses its capital: another form of it is as much a name. What is inserted beside a word does not mend that. */
function mendedIn({ words, edits }: Example): string[] {
  return edits.flatMap(({ operation, index }) => {
    if (operation === "case") return [...keyAt(unigramAt, words, index), ...keyAt(trigramAt, words, index)];
    return operation === "insert" || operation === "unknown" ? [] : keyAt(trigramAt, words, index);
  });
}

/** Ordinary words that are written with a capital within sentences, and not by mistake ("an Effect", "a Hook"). */
function namesIn(prose: readonly Example[], lexicon: WordList): AllowedNgram[] {
  const counts = count(
    prose.filter(({ words }) => !isTitle(words)),
    unigramAt,
    () => true,
  );
  const isName = (text: string, times: number): boolean =>
    caseOf(text) === "capitalized" &&
    text.length > 1 &&
    times >= LEAST &&
    times >= CAPITALS * (times + (counts.get(text.toLowerCase()) ?? 0)) &&
    lexicon.isWord(text) &&
    lexicon.cased(text) === undefined;
  return [...counts].filter(([text, times]) => isName(text, times)).map(([typed]) => ({ typed }));
}

function count(prose: readonly Example[], read: Reading, isWanted: (key: string) => boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of prose)
    for (const index of words.keys())
      for (const key of keyAt(read, words, index)) if (isWanted(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function keyAt(read: Reading, words: readonly Word[], index: number): string[] {
  const usage = read(words, index);
  return usage ? [ngramKey(usage)] : [];
}

/** True if most of the longer words have capitals, as in headings and the names of books. */
function isTitle(words: readonly Word[]): boolean {
  const long = words.filter(({ kind, text }) => kind === "word" && text.length > 3);
  return long.filter(({ text }) => caseOf(text) !== "lower").length * 2 > long.length;
}
