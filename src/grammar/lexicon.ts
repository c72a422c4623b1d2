/** What is known of single words, apart from any sentence. */
export interface Lexicon {
  /** True for a word of English, in any case; a contraction counts if the word in it does. */
  isWord(word: string): boolean;
  /** True for two forms of one word: "go" and "went". */
  sameLemma(a: string, b: string): boolean;
}

const CONTRACTION = /^(.+?)(?:n't|'(?:s|t|re|ve|ll|d|m)|s')$/u;

/**
 * @param lines the text of `model/lexicon.txt`: a word, its log-frequency and its lemma a line, divided by tabs; lines that are
 *   not so are passed over
 */
export function createLexicon(lines: string): Lexicon {
  const lemmas = new Map<string, string>();
  for (const line of lines.split("\n")) {
    const [word, , lemma] = line.trimEnd().split("\t");
    if (word) lemmas.set(fold(word), fold(lemma ?? word));
  }
  return {
    isWord(word) {
      const stem = CONTRACTION.exec(fold(word))?.[1];
      return lemmas.has(fold(word)) || (stem !== undefined && lemmas.has(stem));
    },
    sameLemma(a, b) {
      const lemma = lemmas.get(fold(a));
      return lemma !== undefined && lemma === lemmas.get(fold(b));
    },
  };
}

function fold(word: string): string {
  return word.normalize("NFC").replace(/[‘’]/gu, "'").toLowerCase();
}
