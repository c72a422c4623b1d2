import { mutesOf } from "./directives/mutes.js";
import { muteSentences } from "./directives/muteSentences.js";
import { muteNames } from "./names.js";
import { findingsOf, type Finding } from "./findings.js";
import { markFlow } from "./flow.js";
import { splitByLanguage } from "./language.js";
import type { Lexicon } from "./lexicon.js";
import { applyPolicy, type Policy, type Thresholds } from "./policy.js";
import { proseParser, type ParserName } from "./prose/parsers.js";
import { createBlockReader } from "./readBlocks.js";
import { withoutMeant } from "./meant.js";
import { markTitles } from "./titles.js";
import { readsAsProse } from "./readsAsProse.js";
import type { IsCancelled, Prediction, Scorer, SentencePlace } from "./scorer.js";
import type { Sentence, TextRules } from "./sentences.js";

/** What the stages are made of: the model and what ships beside it. */
export interface CheckerParts {
  readonly scorer: Scorer;
  readonly rules: TextRules;
  readonly thresholds: Thresholds;
  readonly lexicon: Lexicon;
}

/** A document as far as it is to be checked. */
export interface Checkable {
  readonly sentences: Sentence[];
  /** Sentences that are left alone because they are not English. */
  readonly otherLanguage: Sentence[];
}

/** All stages from text to findings. */
export interface Checker {
  /** Finds the English sentences, without those that directives silence, and says what is left alone. */
  read(text: string, parser: ParserName): Checkable;
  /** The sentences of `read`. */
  sentencesOf(text: string, parser: ParserName): Sentence[];
  /**
   * Answers at once from what the scorer knows.
   * @param text the text that the sentences lie in
   * @returns findings in order of place, not overlapping, and the sentences that still need `score`
   */
  report(text: string, sentences: readonly Sentence[], policy: Policy): { findings: Finding[]; pending: Sentence[] };
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
export function createChecker({ scorer, rules, thresholds, lexicon }: CheckerParts): Checker {
  const readBlocks = createBlockReader(rules);

  function read(text: string, parser: ParserName): Checkable {
    const { blocks, comments, names } = proseParser(parser)(text);
    const { english, other } = splitByLanguage(readBlocks(blocks, text));
    const prose = english.filter(readsAsProse);
    // The subject of a commit is a sentence.
    const titled = parser === "git-commit" ? prose : markTitles(prose, text);
    const sentences = muteSentences(markFlow(titled, text), mutesOf(comments, text));
    return { sentences: muteNames(sentences, names), otherLanguage: other };
  }

  return {
    read,
    sentencesOf: (text, parser) => read(text, parser).sentences,
    report(text, sentences, policy) {
      const pending: Sentence[] = [];
      const findings = sentences.flatMap((sentence) => {
        const scores = scorer.known(sentence);
        if (!scores) pending.push(sentence);
        return scores ? findingsOf(sentence, scores, text, lexicon) : [];
      });
      const wanted = applyPolicy(findings, policy, thresholds);
      return { findings: withoutMeant(wanted, { text, sentences, lexicon, called: policy.called }), pending };
    },
    score: (sentences, isCancelled) => scorer.score(sentences, isCancelled),
    inherit: (last, next) => {
      scorer.inherit(last, next);
    },
    likelihoods: (sentence) => scorer.likelihoods(sentence),
    predictions: (sentence, place) => scorer.predictions(sentence, place),
  };
}
