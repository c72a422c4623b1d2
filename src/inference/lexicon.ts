import type { Lexicon } from "../grammar/scorer.js";
import { editDistance } from "./wordSimilarity.js";

/** What a line of `model/lexicon.txt` says of a word. */
interface Entry {
  /** Natural log of its count in the training corpus. */
  readonly frequency: number;
  readonly lemmas: readonly string[];
  /** How it is usually written where that is not lower case: `JavaScript`; else empty. */
  readonly cased: string;
}

const CONTRACTION = /^(.+?)(?:n't|'(?:s|t|re|ve|ll|d|m)|s')$/u;
/** Put before words as they are needed, so that no list has all that come of it. */
const PREFIX = /^(?:un|non|re)(?=\p{L}{5})/u;
/** Longest word for which spelling neighbours are sought. */
const LONGEST = 24;

/** The words the model was taught with: what is a word, its forms, its usual case, and words of nearly its letters. */
export class WordList implements Lexicon {
  private readonly byLemma = new Map<string, string[]>();
  private readonly byLength: { readonly word: string; readonly letters: number }[][] = [];

  private constructor(private readonly entries: ReadonlyMap<string, Entry>) {
    for (const [word, { lemmas }] of entries) {
      (this.byLength[word.length] ??= []).push({ word, letters: letterSet(word) });
      for (const lemma of lemmas) {
        const forms = this.byLemma.get(lemma);
        if (forms) forms.push(word);
        else this.byLemma.set(lemma, [word]);
      }
    }
  }

  /**
   * @param text lines `word<TAB>log-frequency<TAB>lemma,lemma<TAB>cased form`, most frequent first
   * @throws an Error that names the first line of another shape
   */
  static parse(text: string): WordList {
    const entries = new Map<string, Entry>();
    for (const [index, line] of text.split(/\r?\n/u).entries()) {
      if (line === "") continue;
      const [word, frequency, lemmas, cased, ...more] = line.split("\t");
      if (
        !word ||
        lemmas === undefined ||
        cased === undefined ||
        more.length > 0 ||
        !Number.isFinite(Number(frequency))
      )
        throw new Error(`line ${String(index + 1)} is not word, frequency, lemmas, cased form`);
      entries.set(word, { frequency: Number(frequency), lemmas: lemmas.split(",").filter(Boolean), cased });
    }
    return new WordList(entries);
  }

  /** True for a word of English, in any case; a contraction counts if the word in it does, and so does one with a prefix. */
  isWord(word: string): boolean {
    const folded = word.normalize("NFC").replaceAll(/[‘’]/gu, "'").toLowerCase();
    const isListed = (one: string): boolean => this.entries.has(one);
    return isListed(folded) || isListed(CONTRACTION.exec(folded)?.[1] ?? "") || isListed(folded.slice(prefixOf(folded).length)); // prettier-ignore
  }

  /** Natural log of the word's count, for a possessive of that without its ending; 0 for no word. */
  frequency(word: string): number {
    return (this.entries.get(word) ?? this.entries.get(word.replace(/'s$/u, "")))?.frequency ?? 0;
  }

  /** The usual form of a name in its own case, or `undefined`. */
  cased(word: string): string | undefined {
    return this.entries.get(word)?.cased || undefined;
  }

  /** The other forms of the word's lemmas, most frequent first. */
  forms(word: string): string[] {
    return [...new Set(this.lemmas(word).flatMap((lemma) => this.byLemma.get(lemma) ?? []))].filter(
      (form) => form !== word,
    );
  }

  lemmas(word: string): readonly string[] {
    return this.entries.get(word)?.lemmas ?? [];
  }

  sameLemma(a: string, b: string): boolean {
    const lemmas = this.lemmas(a.toLowerCase());
    return this.lemmas(b.toLowerCase()).some((lemma) => lemmas.includes(lemma));
  }

  /** Words within `limit` slips; fewest first, then the most frequent. */
  near(word: string, limit: number): string[] {
    if (word.length > LONGEST) return [];
    const letters = letterSet(word);
    const found: { word: string; edits: number; frequency: number }[] = [];
    for (let length = Math.max(1, word.length - limit); length <= word.length + limit; length++)
      for (const other of this.byLength[length] ?? []) {
        // An edit changes at most two letters of the set: most words fall out before the distance is computed.
        if (countBits(letters ^ other.letters) > 2 * limit) continue;
        const edits = editDistance(word, other.word, limit);
        if (edits <= limit && edits > 0) found.push({ word: other.word, edits, frequency: this.frequency(other.word) });
      }
    return found.sort((a, b) => a.edits - b.edits || b.frequency - a.frequency).map((one) => one.word);
  }
}

/** The prefix that a word, folded, may have been made with; empty for none. */
export function prefixOf(word: string): string {
  return PREFIX.exec(word)?.[0] ?? "";
}

function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set;
}

/** By halves, quarters and so on at once (Warren 2013, Hacker's Delight, chapter 5). */
function countBits(set: number): number {
  const pairs = set - ((set >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
