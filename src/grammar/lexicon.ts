/** What is known of single words, apart from any sentence. Implemented in `inference/`, whose model was taught with them. */
export interface Lexicon {
  /** True for a word of English, in any case; a contraction counts if the word in it does. */
  isWord(word: string): boolean;
  /** True for two forms of one word: "go" and "went". */
  sameLemma(a: string, b: string): boolean;
}
