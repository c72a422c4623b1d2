import { setTimeout as later } from "node:timers/promises";
import { createChecker } from "../../src/grammar/checker.js";
import type { Thresholds } from "../../src/grammar/policy.js";
import type { Priors } from "../../src/grammar/prior.js";
import type { IsCancelled, Operation, Scorer, SlotScore } from "../../src/grammar/scorer.js";
import type { Sentence } from "../../src/grammar/sentences.js";
import { WordList } from "../../src/inference/lexicon.js";
import { ScoreCache } from "../../src/inference/scoreCache.js";
import type { Engine } from "../../src/server/checking/engine.js";
import { priors, thresholds } from "../grammar/policies.js";
import { rules } from "../grammar/rules.js";

/** The real checker over a scorer that knows a few mistakes by heart and needs no model. */
export interface FakeEngine extends Engine {
  /** Texts of the sentences that were scored, in order. */
  readonly scored: string[];
  /** While it is closed scoring waits; opening it lets everything through. */
  setGate(state: "open" | "closed"): void;
  /** What the next scoring throws. */
  failWith(error: Error | undefined): void;
  readonly isClosed: () => boolean;
}

interface Mistaken {
  readonly at: 0 | 1;
  readonly operation: Operation;
  readonly fixes: readonly string[];
  readonly chances?: readonly number[];
}

/** Two words in a row, what the model makes of the one or the gap between them, and how sure it is of the fixes. */
interface Mistake extends Mistaken {
  readonly pair: string;
  /** Another way to mend the same mistake. */
  readonly rival?: Mistaken;
}

/** Of two fixes. */
const USUAL = [0.97, 0.02];

const mistakes: readonly Mistake[] = [
  { pair: "Their going", at: 0, operation: "replace", fixes: ["They're", "There"] },
  { pair: "we recieve", at: 1, operation: "replace", fixes: ["receive"] },
  { pair: "they recieve", at: 1, operation: "replace", fixes: ["receive"] },
  { pair: "case error", at: 1, operation: "insert", fixes: ["of"] },
  { pair: "He go", at: 1, operation: "replace", fixes: ["goes"] },
  {
    pair: "a words",
    at: 0,
    operation: "replace",
    fixes: ["the", "some", "my", "his"],
    chances: [0.6, 0.2, 0.03, 0.03],
  },
  { pair: "the the", at: 1, operation: "delete", fixes: [""] },
  { pair: "you uses", at: 1, operation: "replace", fixes: ["use"], chances: [0.4] },
  {
    pair: "limits is",
    at: 0,
    operation: "replace",
    fixes: ["limit", "limited"],
    chances: [0.46, 0.02],
    rival: { at: 1, operation: "replace", fixes: ["are", "were"], chances: [0.44, 0.04] },
  },
];

const lexicon = WordList.parse("receive\t-9\treceive\t\ntheir\t-5\ttheir\t\nthere\t-5\tthere\t\nthey\t-5\tthey\t");

/** "You uses" is a hint, but not for who wants few findings. */
const tiers: Thresholds = {
  relaxed: thresholds.relaxed,
  balanced: { draft: { sure: 0.5, perhaps: 0.35 }, published: { sure: 0.5, perhaps: 0.35 } },
  strict: thresholds.strict,
};

/**
 * @param remembered wordings that the cache holds; as many as the real one's by default
 * @param given priors in place of such as move nothing
 */
export function createFakeEngine(remembered?: number, given: Priors = priors): FakeEngine {
  const memory = new ScoreCache(remembered);
  const scored: string[] = [];
  let isOpen = true;
  let gate = Promise.resolve();
  let open = (): void => undefined;
  let failure: Error | undefined;
  let closed = false;

  /** Asks as often as a model does between two runs, also while it waits at the gate. */
  async function isStopped(isCancelled: IsCancelled): Promise<boolean> {
    for (;;) {
      if (await isCancelled()) return true;
      if (isOpen) return false;
      await Promise.race([gate, later(1)]);
    }
  }

  const scorer: Scorer = {
    known: (sentence) => memory.get(sentence),
    inherit: (last, next) => memory.inherit(last, next),
    async score(sentences, isCancelled) {
      for (const same of memory.unknown(sentences)) {
        if (await isStopped(isCancelled)) return;
        if (failure) throw failure;
        memory.set(same, scoresOf(same[0]!));
        scored.push(same[0]!.text);
      }
    },
    likelihoods: ({ words }) =>
      Promise.resolve(words.map(({ kind }, index) => (kind === "word" ? -1 - index : undefined))),
    predictions: ({ words }, { kind, index, beginning }) =>
      Promise.resolve([
        { text: `${kind}${String(index)}of${String(words.length)}`, probability: 0.5 },
        ...(beginning === "" ? [] : [{ text: `${beginning}ing`, probability: 0.1 }]),
      ]),
  };

  return {
    checker: createChecker({ scorer, rules, thresholds: tiers, priors: given, lexicon }),
    fingerprint: "0123456789ab",
    scored,
    setGate(state) {
      open();
      isOpen = state === "open";
      gate = state === "open" ? Promise.resolve() : new Promise((resolve) => (open = resolve));
    },
    failWith(error) {
      failure = error;
    },
    close() {
      closed = true;
    },
    isClosed: () => closed,
  };
}

function scoresOf({ words }: Sentence): SlotScore[] {
  return words.flatMap(({ text }, index) => {
    const pair = `${text} ${words[index + 1]?.text ?? ""}`;
    return mistakes
      .filter((mistake) => mistake.pair.toLowerCase() === pair.toLowerCase())
      .flatMap(({ rival, ...mistake }) => slots(rival ? [mistake, rival] : [mistake], index));
  });
}

/** @param index of the first word */
function slots(places: readonly Mistaken[], index: number): SlotScore[] {
  const judged = places.map(({ at, operation, fixes, chances = USUAL }) => ({
    ...{ operation, index: index + at, typedLogLikelihood: -7.5, group: index },
    candidates: fixes.map((text, rank) => ({ text, probability: chances[rank] ?? 0, logLikelihood: -0.2 - rank })),
  }));
  const chance = judged.flatMap(({ candidates }) => candidates).reduce((sum, { probability }) => sum + probability, 0);
  return judged.map((one) => ({ ...one, chance }));
}
