import type { SentenceScores } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";

/** Remembers the newest `limit` values; the one used longest ago goes first. */
class LruCache<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly limit: number) {}

  get(key: string): Value | undefined {
    const value = this.values.get(key);
    if (value === undefined) return undefined;
    this.values.delete(key);
    this.values.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.limit) {
      const [oldest] = this.values.keys();
      if (oldest !== undefined) this.values.delete(oldest);
    }
  }
}

/** The wordings of these many sentences are remembered, some 200,000 words, so that they cost nothing where they stand again. */
const REMEMBERED = 10_000;

const wordings = new WeakMap<Sentence, string>();

/** The sentence as the model reads it: what its scores depend on. */
export function wordingOf(sentence: Sentence): string {
  let wording = wordings.get(sentence);
  if (wording === undefined) {
    wording = sentence.words
      .map(
        ({ kind, text, spaceBefore, spoken = "" }) =>
          (spaceBefore ? " " : "") + (kind === "opaque" ? `${spoken}\uFFFC` : text),
      )
      .join("\u0001");
    wordings.set(sentence, wording);
  }
  return wording;
}

/** Sentences by their wording, in the order in which each first stands. */
export function byWording(sentences: readonly Sentence[]): Map<string, Sentence[]> {
  const found = new Map<string, Sentence[]>();
  for (const sentence of sentences) {
    const wording = wordingOf(sentence);
    const same = found.get(wording);
    if (same) same.push(sentence);
    else found.set(wording, [sentence]);
  }
  return found;
}

/**
 * What is known of sentences. A result belongs to the sentence it was made for and lives as long as that; the cache beside it, which forgets,
 * only saves time. Were it the store, a text of more sentences than it holds would never be done.
 */
export class ScoreCache {
  private readonly own = new WeakMap<Sentence, SentenceScores>();
  private readonly cache: LruCache<SentenceScores>;

  constructor(remembered = REMEMBERED) {
    this.cache = new LruCache(remembered);
  }

  get(sentence: Sentence): SentenceScores | undefined {
    const own = this.own.get(sentence);
    if (own) return own;
    const cached = this.cache.get(wordingOf(sentence));
    if (cached) this.own.set(sentence, cached);
    return cached;
  }

  /** @param sentences of one wording */
  set(sentences: readonly Sentence[], scores: SentenceScores): void {
    for (const sentence of sentences) this.own.set(sentence, scores);
    if (sentences[0]) this.cache.set(wordingOf(sentences[0]), scores);
  }

  /** See `Scorer.inherit`. */
  inherit(last: readonly Sentence[], next: readonly Sentence[]): void {
    const known = new Map<string, SentenceScores>();
    for (const sentence of last) {
      const scores = this.own.get(sentence);
      if (scores) known.set(wordingOf(sentence), scores);
    }
    for (const sentence of next) {
      const scores = known.get(wordingOf(sentence));
      if (scores) this.own.set(sentence, scores);
    }
  }

  /** The sentences that nothing is known of, in order, those of one wording together. */
  unknown(sentences: readonly Sentence[]): Sentence[][] {
    return [...byWording(sentences.filter((sentence) => !this.get(sentence))).values()];
  }
}
