/** What is known of single words, apart from any sentence. Implemented in `inference/`, whose model was taught with them. */
export interface Lexicon {
  /** True for a word of English, in any case; a contraction counts if the word in it does. */
  isWord(word: string): boolean;
  /** How a name is written in every text ("GitHub" for "github"); `undefined` for other words. @param word in small letters */
  cased(word: string): string | undefined;
  /** True for two forms of one word: "go" and "went". */
  sameLemma(a: string, b: string): boolean;
}
