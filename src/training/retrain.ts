import { createChecker } from "../grammar/checker.js";
import type { Adaptation } from "../inference/adaptation.js";
import type { ModelContract } from "../inference/contract.js";
import { freshAdapter, weaken, type AdapterPart } from "./adapterVector.js";
import { TrainingError, type Lessons, type Progress, type TrainingOptions, type TrainingOutcome } from "./contract.js";
import { course, examination, type Material, type Workshop } from "./course.js";
import { divide, pairsOf, readPair, type Read, type Syllabus } from "./heldOut.js";
import type { Example } from "./labels.js";
import { learn, type Learnt } from "./learn.js";
import { learntErrors } from "./learntErrors.js";
import type { Pair } from "./measure.js";
import { observe, type Practice } from "./observations.js";
import { createRandom } from "./seeded.js";
import { standingOf, type Exam } from "./standing.js";
import { survey } from "./survey.js";
import { usagesOf } from "./usages.js";
import type { OpenModel, Tools } from "./tools.js";
import { decide, type Trial } from "./trial.js";

export interface Watcher {
  readonly onProgress: (progress: Progress) => void;
  readonly isCancelled: () => boolean;
}

/** What is asked for. */
interface Order {
  readonly lessons: Lessons;
  readonly options: TrainingOptions;
  /** What is in use, to go on from. */
  readonly from: Adaptation | undefined;
}

/** All that the model in use is needed for before the learning. */
interface Preparation extends Trial {
  readonly contract: ModelContract;
  readonly layout: readonly AdapterPart[];
  readonly workshop: Workshop;
  readonly material: Material;
  /** Like what is learnt from, to tell when to stop. */
  readonly watched: Material;
  /** Milliseconds that measuring took. */
  readonly measuring: number;
}

/** Fewer sentences than these are nothing to learn from. */
const LEAST_PROSE = 20;
/** Share of the budget for finding the sentences that teach most. */
const SURVEY = 0.08;
/** Share of the budget for trying out habits; the least that they need may take longer. */
const PRACTICE = 0.1;
/** So many times what measuring took before is left for measuring afterwards. */
const RESERVED = 3;
/** Shares of what was learnt that are tried, until one is better: the whole is the quietest, and may be blind. */
const SHARES = [1, 0.6, 0.35, 0];
/** Rows whose loss tells when to stop. */
const EXAMINED = 96;

/**
 * Retrains the model: divides the lessons, measures, learns within the time, measures again and decides. Nothing is written.
 * @param from what is in use, to go on from
 * @throws TrainingError if there is too little to learn from or it is cancelled
 */
export async function retrain(
  lessons: Lessons,
  options: TrainingOptions,
  tools: Tools,
  watcher: Watcher,
  from?: Adaptation,
): Promise<TrainingOutcome> {
  const order: Order = { lessons, options, from };
  const begun = tools.now();
  const tell = teller(watcher, () => tools.now() - begun, options.minutes * 60_000);
  tell("measuring");
  const model = await tools.openModel(from);
  const prepared = await prepare(model, order, tools, watcher).finally(() => model.close());
  const end = begun + options.minutes * 60_000;
  const time = end - tools.now() - RESERVED * prepared.measuring;
  const learnt = await study(prepared, order, tools, Math.max(0, time), watcher, (loss) => tell("learning", loss));
  tell("checking");
  const decided = await decide(prepared, candidatesOf(learnt, prepared.layout, from), tools, end);
  return { ...decided, steps: learnt.steps, seconds: (tools.now() - begun) / 1000 };
}

async function prepare(
  model: OpenModel,
  { lessons, options, from }: Order,
  { shipped, now }: Tools,
  { isCancelled }: Watcher,
): Promise<Preparation> {
  const { contract, examination: reading } = model;
  if (!contract.training) throw new TrainingError("This model cannot be retrained: it lacks train.onnx. Reinstall Cloze."); // prettier-ignore
  const random = createRandom(options.seed);
  const checker = createChecker(model);
  const read: Read = (text) => checker.sentencesOf(text, "plain");
  const syllabus = divide(lessons, read, random);
  requireEnough(syllabus);
  const { corrections, ignored, heldProse, heldCorrections } = syllabus;
  const sources = { lexicon: model.lexicon, learnt: learntErrors(corrections) };
  const exam: Exam = { project: pairsOf(syllabus, sources, random), regression: shipped.regression, lessons, isCancelled }; // prettier-ignore
  const begun = now();
  const before = await standingOf(model, exam);
  const measuring = now() - begun;
  const within = (share: number): (() => boolean) => {
    const end = now() + share * options.minutes * 60_000;
    return () => now() > end || isCancelled();
  };
  const { phrases, ...surveyed } = await survey(syllabus.prose, model, lessons.words, within(SURVEY));
  // Where the model in use knows a phrase it doubts it no longer.
  const known = (from?.usages ?? []).filter(({ between }) => between);
  const readAll = (pairs: readonly Pair[]): Example[] => pairs.flatMap((pair) => readPair(pair, read));
  const rehearsal = readAll(shipped.rehearsal);
  const practice: Practice = {
    // What is held out is observed along with the rest, for the time after the verdict.
    corrections: [...corrections, ...heldCorrections],
    ignored,
    sound: [...surveyed.prose, ...rehearsal.filter(({ edits }) => edits.length === 0)],
    shipped: readAll(shipped.regression),
  };
  const canPractise = practice.corrections.length + ignored.length > 0;
  return {
    contract,
    layout: contract.training.layout,
    workshop: { pieces: reading.pieces, sources, maxPieces: contract.maxPieces },
    material: { ...surveyed, corrections, ignored, rehearsal },
    usages: usagesOf(syllabus.prose, corrections, [...phrases, ...known], model.lexicon),
    corrections,
    heldOut: heldCorrections,
    observations: canPractise
      ? await observe(practice, { ...model, isCancelled, isLate: within(PRACTICE) })
      : undefined,
    watched: { prose: heldProse, corrections: heldCorrections, ignored: [], doubted: [], rehearsal },
    exam,
    before,
    measuring,
  };
}

function requireEnough({ prose, corrections, ignored }: Syllabus): void {
  if (prose.length < LEAST_PROSE && corrections.length + ignored.length === 0)
    throw new TrainingError("There is too little to learn from: Cloze needs some prose in English, corrections or ignored findings."); // prettier-ignore
}

/** What is tried of what was learnt, the safest last: nothing of it. */
function candidatesOf(
  { adapter, first, best }: Learnt,
  layout: readonly AdapterPart[],
  from: Adaptation | undefined,
): Float32Array[] {
  const learntNothing = best >= first;
  // A share of what goes on from another adapter would lose the other as well.
  if (from) return learntNothing ? [from.vector] : [adapter, from.vector];
  return (learntNothing ? [0] : SHARES).map((share) => weaken(adapter, layout, share));
}

/** Learns for that many milliseconds. */
async function study(
  { contract, layout, workshop, material, watched }: Preparation,
  { options, from }: Order,
  tools: Tools,
  time: number,
  { isCancelled }: Watcher,
  onLoss: (loss: number) => void,
): Promise<Learnt> {
  const random = createRandom(options.seed + 1);
  const begun = tools.now();
  const stepper = await tools.openStepper();
  try {
    return await learn(from?.vector ?? freshAdapter(layout, contract.hiddenSize, random), {
      stepper,
      layout,
      batches: course(material, workshop, random),
      heldOut: examination(watched, workshop, createRandom(options.seed + 2), EXAMINED),
      spent: () => (time > 0 ? Math.min(1, (tools.now() - begun) / time) : 1),
      isCancelled,
      onStep: (_, loss) => onLoss(loss),
    });
  } finally {
    await stepper.close();
  }
}

/** Tells where the work stands, by the clock: it ends when the budget does, or sooner. */
function teller({ onProgress }: Watcher, elapsed: () => number, budget: number) {
  return (phase: Progress["phase"], loss?: number): void => {
    const share = Math.min(1, elapsed() / budget);
    const secondsLeft = Math.max(0, Math.round((budget - elapsed()) / 1000));
    onProgress(loss === undefined ? { phase, share, secondsLeft } : { phase, share, secondsLeft, loss });
  };
}
