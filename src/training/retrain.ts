import { createChecker } from "../grammar/checker.js";
import { chooseModel, withModel } from "./compare/chooseModel.js";
import { evaluate, type EvaluationSets } from "./compare/evaluate.js";
import { countAllowlist, flagProse } from "./learn/countAllowlist.js";
import { fitEditBiases } from "./learn/fitEditBiases.js";
import { trainingBatches, validationBatches } from "./learn/maskedExamples.js";
import { createRandom } from "./learn/random.js";
import { scoreOccurrences } from "./learn/scoreOccurrences.js";
import type { Example } from "./learn/wordEdits.js";
import { heldPairs, type Read, readPairs, splitData } from "./learn/split.js";
import { freshAdapter, train, type Trained } from "./learn/train.js";
import { type OpenModel, type Progress, type ProgressListener, type TrainingData, type TrainingEnvironment, TrainingError, type TrainingOptions, type TrainingOutcome } from "./types.js"; // prettier-ignore

/** Shares of the budget for finding likely mistakes in the prose, and for trying out biases; the least that these need may take longer. */
const SHARES = { flagging: 0.08, scoring: 0.1 };
/** So many times what the first evaluation took is left for those at the end. */
const RESERVED = 3;
/** Rows whose loss tells when to stop. */
const VALIDATION_ROWS = 96;

/**
 * Retrains the model: splits the data, evaluates the model that ships, learns within the time, evaluates what was learnt without and with the
 * adapter, and decides. Nothing is written.
 * @throws TrainingError if there is too little to learn from or it is cancelled
 */
export async function retrain(
  data: TrainingData,
  options: TrainingOptions,
  environment: TrainingEnvironment,
  listener: ProgressListener,
): Promise<TrainingOutcome> {
  const { now } = environment;
  const begun = now();
  const budget = options.minutes * 60_000;
  const tell = progressReporter(listener, () => now() - begun, budget);
  tell("measuring");
  const prepared = await withModel(environment, undefined, (model) => prepare(model, data, options, environment, listener.isCancelled)); // prettier-ignore
  const time = begun + budget - now() - RESERVED * prepared.evaluating;
  const trained = await learn(prepared, options, environment, time, listener, (loss) => tell("learning", loss));
  tell("checking");
  const outcome = await chooseModel(prepared, trained, environment, begun + budget);
  return { ...outcome, steps: trained.steps, seconds: (now() - begun) / 1000 };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** All that the model as it ships is needed for: splits, evaluates, looks for likely mistakes and usual n-grams, and scores what could get a bias. */
async function prepare(
  model: OpenModel,
  data: TrainingData,
  { seed, minutes }: TrainingOptions,
  { shipped, now }: TrainingEnvironment,
  isCancelled: () => boolean,
) {
  const { manifest, cascade } = model;
  if (!manifest.training) throw new TrainingError("This model cannot be retrained: it lacks train.onnx. Reinstall Cloze."); // prettier-ignore
  const checker = createChecker(model);
  const read: Read = (text) => checker.sentencesOf(text, "plain");
  const split = splitData(data, read, createRandom(seed));
  const sets: EvaluationSets = { project: heldPairs(split), regression: shipped.regression, data, isCancelled };
  const begun = now();
  const before = await evaluate(model, sets);
  const evaluating = now() - begun;
  const isOver = (share: number): (() => boolean) => {
    const end = now() + share * minutes * 60_000;
    return () => now() > end || isCancelled();
  };
  const { clean, flagged } = await flagProse(split.prose, model, data.words, isOver(SHARES.flagging));
  const rehearsal = readPairs(shipped.rehearsal, read);
  const biasData = {
    // What is held out is scored along with the rest, for the time after the decision.
    corrections: [...split.corrections, ...split.heldCorrections],
    ignored: split.ignored,
    clean: [...clean, ...rehearsal.filter(({ edits }) => edits.length === 0)],
    held: split.heldProse,
    shipped: readPairs(shipped.regression, read),
  };
  const scored = await scoreOccurrences(biasData, model, isCancelled, isOver(SHARES.scoring));
  const { corrections, heldCorrections } = split;
  return {
    corrections,
    heldCorrections,
    sets,
    before,
    evaluating,
    hiddenSize: manifest.hiddenSize,
    layout: manifest.training.layout,
    rowMaker: { pieces: cascade.pieces, maxPieces: manifest.maxPieces },
    trainingSets: { prose: clean, corrections, rehearsal },
    validationSets: { prose: split.heldProse, corrections: heldCorrections, rehearsal },
    allowlist: countAllowlist(split.prose, corrections, flagged, model.lexicon),
    biasesFrom: (learnt: readonly Example[]) => fitEditBiases(scored, learnt),
  };
}

/** Learns by gradient for that many milliseconds. */
async function learn(
  { layout, hiddenSize, rowMaker, trainingSets, validationSets }: Prepared,
  { seed }: TrainingOptions,
  { openStep, now }: TrainingEnvironment,
  time: number,
  { isCancelled }: ProgressListener,
  onStep: (loss: number) => void,
): Promise<Trained> {
  const random = createRandom(seed + 1);
  const begun = now();
  const step = await openStep();
  try {
    return await train(freshAdapter(layout, hiddenSize, random), {
      step,
      layout,
      batches: trainingBatches(trainingSets, rowMaker, random),
      validation: validationBatches(validationSets, rowMaker, createRandom(seed + 2), VALIDATION_ROWS),
      spent: () => (time > 0 ? Math.min(1, (now() - begun) / time) : 1),
      isCancelled,
      onStep,
    });
  } finally {
    await step.close();
  }
}

/** Tells where the work stands, by the clock: it ends when the budget does, or sooner. */
function progressReporter({ onProgress }: ProgressListener, elapsed: () => number, budget: number) {
  return (phase: Progress["phase"], loss?: number): void => {
    const share = Math.min(1, elapsed() / budget);
    const secondsLeft = Math.max(0, Math.round((budget - elapsed()) / 1000));
    onProgress({ phase, share, secondsLeft, ...(loss === undefined ? {} : { loss }) });
  };
}
