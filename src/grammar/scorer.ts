import type { Sentence } from "./sentences.js";

/** What an edit does to its slot: a word (index `i`), or the gap before word `i` (`words.length` is the gap at the end). */
export type Operation =
  | "replace" // another word in its place
  | "delete" // nothing in its place
  | "insert" // something in the gap before word `i`
  | "merge" // one word of this one and the next
  | "split" // two words of this one
  | "case"; // the same letters in another case

/** One way to fix a slot. */
export interface Candidate {
  /** What stands there afterwards, with its case, without surrounding spaces; empty for a deletion. */
  readonly text: string;
  /** Calibrated chance, 0 to 1, that a careful editor would make just this edit in a sentence that has mistakes. */
  readonly probability: number;
  /** Natural log-likelihood under the mask (its pieces summed); of `[NONE]` for a deletion. */
  readonly logLikelihood: number;
  /** The writer makes this change again and again, so it is wanted whatever else is right. */
  readonly isPersonal?: true;
}

/** A suspicious slot that a masked row has confirmed. */
export interface SlotScore {
  readonly operation: Operation;
  /** Index into `sentence.words`; for `insert` the word that the gap precedes. */
  readonly index: number;
  /** Masked log-likelihood of what is typed; of `[NONE]` for an insertion. */
  readonly typedLogLikelihood: number;
  /** Best first, at least one. */
  readonly candidates: readonly Candidate[];
  /** That something is wrong where its group is, 0 to 1, in a sentence that has mistakes. */
  readonly chance: number;
  /**
   * Slots of a sentence with the same number exclude each other: other ways to fix the same place, or another place, of which only one needs
   * fixing.
   */
  readonly group: number;
}

/** Scores of one sentence: indices, not offsets, so that they outlive edits elsewhere in the document. */
export type SentenceScores = readonly SlotScore[];

/** A word of a sentence, or the gap before it (`words.length` is the gap at the end). */
export interface SentencePlace {
  readonly kind: "word" | "gap";
  readonly index: number;
  /** What is typed of the word so far; words that begin so are predicted beside the likeliest of all. */
  readonly beginning: string;
}

/** A word that the model expects under a mask. */
export interface Prediction {
  /** In the case that fits its place. */
  readonly text: string;
  /** Of the mask's own distribution, 0 to 1. */
  readonly probability: number;
}

/**
 * Asked before each run of the model; true stops the work. What is scored by then stays known. An answer that is still to come lets it wait
 * where it is, while something else has the model.
 */
export type IsCancelled = () => boolean | Promise<boolean>;

/** The model, as the core sees it. Implemented in `inference/`. */
export interface Scorer {
  /** The scores of a sentence, or `undefined` if it has not been scored. Once known they stay so as long as the sentence is held. */
  known(sentence: Sentence): SentenceScores | undefined;
  /**
   * Scores the sentences in the given order, in small batches, each wording once.
   * @throws an Error with one clear message if the model cannot run.
   */
  score(sentences: readonly Sentence[], isCancelled: IsCancelled): Promise<void>;
  /** What is known of the sentences of a text's last version becomes known of the same sentences in its next one. */
  inherit(last: readonly Sentence[], next: readonly Sentence[]): void;
  /** For each word of the sentence its masked natural log-likelihood ("Sentence likelihood"); `undefined` where opaque or a mark. */
  likelihoods(sentence: Sentence): Promise<(number | undefined)[]>;
  /** The words that the model expects at a place when it is masked, best first ("Suggest words"). */
  predictions(sentence: Sentence, place: SentencePlace): Promise<Prediction[]>;
}

/** What is known of single words, apart from any sentence. Implemented in `inference/`, whose model was taught with them. */
export interface Lexicon {
  /** True for a word of English, in any case; a contraction counts if the word in it does. */
  isWord(word: string): boolean;
  /** How a name is written in every text ("GitHub" for "github"); `undefined` for other words. @param word in small letters */
  cased(word: string): string | undefined;
  /** The words that it is a form of: "go" of "went", and "go" itself; none for what is no word. @param word in small letters */
  lemmas(word: string): readonly string[];
  /** True for two forms of one word: "go" and "went". */
  sameLemma(a: string, b: string): boolean;
}
