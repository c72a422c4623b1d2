import type { ContextOf } from "./baseline.js";
import { markContinuations, suppressCodeNames } from "./documentContext.js";
import { type Finding, findingsOf } from "./findings.js";
import { withoutIntentional } from "./intentional.js";
import { applyPolicy, type Policy, type Thresholds } from "./policy.js";
import { type Priors, type Sample, type Shifts, shiftsOf, usualShifts } from "./prior.js";
import { type ParserName, proseParser } from "./prose/parsers.js";
import type { IsCancelled, Lexicon, Prediction, Scorer, SentencePlace } from "./scorer.js";
import { createBlockReader, type Sentence, type TextRules, splitByLanguage } from "./sentences.js";
import { suppressSentences, suppressionsOf } from "./suppression/suppressions.js";
import type { InTime } from "./timeLimit.js";
import { markTitles } from "./titles.js";

/** Words, numbers and marks; no sentence that anyone reads is longer. */
const LONGEST = 1_000;

/**
 * Whether a sentence can be judged at all. One without words says nothing, and one of a thousand words is data. In a table only
 * what holds two words or more, and more words than anything else, is no symbol.
 */
function readsAsProse({ kind, words }: Sentence): boolean {
  if (words.length > LONGEST) return false;
  const plain = words.filter((word) => word.kind === "word").length;
  return kind === "cell" ? plain >= 2 && plain * 2 > words.length : plain >= 1;
}

/** What the stages are made of: the model and what ships beside it. */
export interface CheckerParts {
  readonly scorer: Scorer;
  readonly rules: TextRules;
  readonly thresholds: Thresholds;
  readonly priors: Priors;
  readonly lexicon: Lexicon;
  /** Ends the reading of a block that takes too long; absent where nothing can. */
  readonly inTime?: InTime;
}

/** How a document's sentences are read. */
export interface Circumstances {
  readonly contextOf: ContextOf;
  /** Of `Checker.shiftsOf`. */
  readonly shifts: Shifts;
}

/** A document as far as it is to be checked. */
interface Checkable {
  readonly sentences: Sentence[];
  /** Sentences that are left alone because they are not English. */
  readonly otherLanguage: Sentence[];
  /** Paragraphs that are left out, since reading them took too long. */
  readonly slow: number;
}

/** All stages from text to findings. */
export interface Checker {
  /** Finds the English sentences, without those that directives silence, and says what is left alone. */
  read(text: string, parser: ParserName): Checkable;
  /** The sentences of `read`. */
  sentencesOf(text: string, parser: ParserName): Sentence[];
  /**
   * What a document's own rate of mistakes moves the odds by.
   * @param kept what it moved them by so far: holds while some of the sentences are not scored, for half a document is no measure of it
   */
  shiftsOf(sentences: readonly Sentence[], contextOf: ContextOf, kept?: Shifts): Shifts;
  /**
   * Answers at once from what the scorer knows.
   * @param text the text that the sentences lie in
   * @returns findings in order of place, not overlapping, and the sentences that still need `score`
   */
  report(
    text: string,
    sentences: readonly Sentence[],
    policy: Policy,
    circumstances: Circumstances,
  ): { findings: Finding[]; pending: Sentence[] };
  /** Scores sentences in the given order until cancelled. @throws if the model cannot run */
  score(sentences: readonly Sentence[], isCancelled: IsCancelled): Promise<void>;
  /** What is known of the sentences of a text's last version becomes known of the same sentences in its next one. */
  inherit(last: readonly Sentence[], next: readonly Sentence[]): void;
  /** For each word its masked natural log-likelihood; `undefined` where it is opaque or a mark. */
  likelihoods(sentence: Sentence): Promise<(number | undefined)[]>;
  /** The words that the model expects at a place when it is masked, best first. */
  predictions(sentence: Sentence, place: SentencePlace): Promise<Prediction[]>;
}

/** Composes the stages. */
export function createChecker({ scorer, rules, thresholds, priors, lexicon, inTime }: CheckerParts): Checker {
  const readBlocks = createBlockReader(rules, inTime);

  function read(text: string, parser: ParserName): Checkable {
    const { blocks, comments, names } = proseParser(parser)(text);
    const { blocks: blockLanguages, slow } = readBlocks(blocks, text);
    const { english, other } = splitByLanguage(blockLanguages);
    const prose = english.filter(readsAsProse);
    // The subject of a commit is a sentence.
    const titled = parser === "git-commit" ? prose : markTitles(prose, text);
    const sentences = suppressSentences(markContinuations(titled, text), suppressionsOf(comments, text));
    return { sentences: suppressCodeNames(sentences, names), otherLanguage: other, slow };
  }

  return {
    read,
    sentencesOf: (text, parser) => read(text, parser).sentences,
    shiftsOf(sentences, contextOf, kept = usualShifts(priors)) {
      const samples: Sample[] = [];
      for (const sentence of sentences) {
        const scores = scorer.known(sentence);
        if (!scores) return kept;
        samples.push({ context: contextOf(sentence), words: sentence.words.length, scores });
      }
      return shiftsOf(samples, priors, kept);
    },
    report(text, sentences, policy, { contextOf, shifts }) {
      const pending: Sentence[] = [];
      const findings = sentences.flatMap((sentence) => {
        const scores = scorer.known(sentence);
        if (!scores) pending.push(sentence);
        const context = contextOf(sentence);
        return scores ? findingsOf(sentence, scores, text, lexicon, { context, shift: shifts[context] }) : [];
      });
      const wanted = applyPolicy(findings, policy, thresholds);
      return { findings: withoutIntentional(wanted, { text, sentences, lexicon, called: policy.called }), pending };
    },
    score: (sentences, isCancelled) => scorer.score(sentences, isCancelled),
    inherit: (last, next) => {
      scorer.inherit(last, next);
    },
    likelihoods: (sentence) => scorer.likelihoods(sentence),
    predictions: (sentence, place) => scorer.predictions(sentence, place),
  };
}
