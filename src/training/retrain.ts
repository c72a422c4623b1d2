import type { CheckerParts } from "../grammar/checker.js";
import { createChecker } from "../grammar/checker.js";
import type { ModelContract } from "../inference/contract.js";
import type { WordList } from "../inference/lexicon.js";
import type { Pieces } from "../inference/pieces.js";
import { freshAdapter, weaken } from "./adapterVector.js";
import { TrainingError, type Lessons, type Progress, type TrainingOptions, type TrainingOutcome } from "./contract.js";
import { course, examination, type Material, type Workshop } from "./course.js";
import { divide, pairsOf, readPair, type Read, type Syllabus } from "./heldOut.js";
import { learn, type Learnt, type Stepper } from "./learn.js";
import { learntErrors } from "./learntErrors.js";
import { lessonsKnown } from "./lessonsKnown.js";
import { measure, onlyIn, type Measured, type Pair } from "./measure.js";
import type { ShippedSentences } from "./rehearsal.js";
import { createRandom } from "./seeded.js";
import { survey } from "./survey.js";
import { holdsRegression, judge } from "./verdict.js";

/** A model that is loaded for as long as it is measured. */
export interface OpenModel extends CheckerParts {
  readonly contract: ModelContract;
  readonly lexicon: WordList;
  readonly examination: { readonly pieces: Pieces };
  close(): Promise<void>;
}

/** What retraining needs of its surroundings. */
export interface Tools {
  /** Only one of model and stepper is open at a time: each takes some 200 MB. */
  openModel(adapter: Float32Array | undefined): Promise<OpenModel>;
  openStepper(): Promise<Stepper>;
  readonly shipped: ShippedSentences;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}

export interface Watcher {
  readonly onProgress: (progress: Progress) => void;
  readonly isCancelled: () => boolean;
}

/** Both sets, measured with one model. */
interface Standing {
  readonly project: Measured;
  readonly regression: Measured;
  readonly lessons: { readonly known: number; readonly of: number };
}

/** Fewer sentences than these are nothing to learn from. */
const LEAST_PROSE = 20;
/** Share of the budget for finding the sentences that teach most. */
const SURVEY = 0.08;
/** The measurement afterwards may be needed again for a weaker version: the time of so many is left for it. */
const RESERVED = 1.8;
/** If the whole change costs too much on the shipped set, so much of it is tried. */
const SHARES = [1, 0.6, 0.35];
/** Rows whose loss tells when to stop. */
const EXAMINED = 96;
const EXAMPLES = 20;

/**
 * Retrains the model: divides the lessons, measures, learns within the time, measures again and decides. Nothing is written.
 * @param from the adapter in use, to go on from
 * @throws TrainingError if there is too little to learn from or it is cancelled
 */
export async function retrain(
  lessons: Lessons,
  options: TrainingOptions,
  tools: Tools,
  watcher: Watcher,
  from?: Float32Array,
): Promise<TrainingOutcome> {
  const begun = tools.now();
  const budget = options.minutes * 60_000;
  const random = createRandom(options.seed);
  const tell = teller(watcher, () => tools.now() - begun, budget);

  tell("measuring");
  const model = await tools.openModel(from);
  const { contract } = model;
  if (!contract.training) throw new TrainingError("This model cannot be retrained: it lacks train.onnx. Reinstall Cloze."); // prettier-ignore
  const { layout } = contract.training;
  const checker = createChecker(model);
  const read: Read = (text) => checker.sentencesOf(text, "plain");
  const syllabus = divide(lessons, read, random);
  requireEnough(syllabus);
  const sources = { lexicon: model.lexicon, learnt: learntErrors(syllabus.corrections) };
  const project = pairsOf(syllabus, sources, random);
  const rehearsal = tools.shipped.rehearsal.flatMap((pair) => readPair(pair, read));
  const stand = (one: OpenModel): Promise<Standing> => standing(one, project, tools.shipped.regression, lessons, watcher); // prettier-ignore
  const measuring = tools.now();
  const before = await stand(model);
  const measured = tools.now() - measuring;
  const surveyEnd = tools.now() + SURVEY * budget;
  const surveyed = await survey(syllabus.prose, model, lessons.words, () => tools.now() > surveyEnd || watcher.isCancelled()); // prettier-ignore
  await model.close();

  const workshop: Workshop = { pieces: model.examination.pieces, sources, maxPieces: contract.maxPieces };
  const learning = tools.now();
  const time = Math.max(0, budget - (learning - begun) - RESERVED * measured);
  const material: Material = { ...surveyed, corrections: syllabus.corrections, ignored: syllabus.ignored, rehearsal };
  const heldOut: Material = { prose: syllabus.heldProse, corrections: syllabus.heldCorrections, ignored: [], doubted: [], rehearsal }; // prettier-ignore
  const stepper = await tools.openStepper();
  let learnt: Learnt;
  try {
    learnt = await learn(from ?? freshAdapter(layout, contract.hiddenSize, random), {
      stepper,
      layout,
      batches: course(material, workshop, random),
      heldOut: examination(heldOut, workshop, createRandom(options.seed + 1), EXAMINED),
      spent: () => (time > 0 ? Math.min(1, (tools.now() - learning) / time) : 1),
      isCancelled: watcher.isCancelled,
      onStep: (_, loss) => tell("learning", loss),
    });
  } finally {
    await stepper.close();
  }

  tell("checking");
  for (const share of SHARES) {
    const adapter = weaken(learnt.adapter, layout, share);
    const retrained = await tools.openModel(adapter);
    const after = await stand(retrained).finally(() => retrained.close());
    const comparison = {
      before: before.project.figures,
      after: after.project.figures,
      regressionBefore: before.regression.figures,
      regressionAfter: after.regression.figures,
    };
    // Of an adapter that goes on from another only a fresh start can be weakened without losing the old one.
    if (!from && share !== SHARES.at(-1) && !holdsRegression(comparison)) continue;
    return {
      adapter,
      ...comparison,
      ...judge(comparison, { before: before.lessons.known, after: after.lessons.known }),
      lessonsBefore: before.lessons,
      lessonsAfter: after.lessons,
      examplesGone: onlyIn(before.project, after.project, EXAMPLES),
      examplesNew: onlyIn(after.project, before.project, EXAMPLES),
      curveBefore: before.project.curve,
      curveAfter: after.project.curve,
      steps: learnt.steps,
      seconds: (tools.now() - begun) / 1000,
    };
  }
  throw new Error("Unreachable: the last share always returns.");
}

function requireEnough({ prose, corrections, ignored }: Syllabus): void {
  if (prose.length < LEAST_PROSE && corrections.length + ignored.length === 0)
    throw new TrainingError("There is too little to learn from: Cloze needs some prose in English, corrections or ignored findings."); // prettier-ignore
}

async function standing(
  model: OpenModel,
  project: readonly Pair[],
  regression: readonly Pair[],
  lessons: Lessons,
  { isCancelled }: Watcher,
): Promise<Standing> {
  const onProject = await measure(project, model, lessons.words, isCancelled);
  const onRegression = onProject && (await measure(regression, model, [], isCancelled));
  if (!onRegression) throw new TrainingError("Retraining was cancelled.");
  return { project: onProject, regression: onRegression, lessons: await lessonsKnown(lessons, model) };
}

/** Tells where the work stands, by the clock: it ends when the budget does, or sooner. */
function teller({ onProgress }: Watcher, elapsed: () => number, budget: number) {
  return (phase: Progress["phase"], loss?: number): void => {
    const share = Math.min(1, elapsed() / budget);
    const secondsLeft = Math.max(0, Math.round((budget - elapsed()) / 1000));
    onProgress(loss === undefined ? { phase, share, secondsLeft } : { phase, share, secondsLeft, loss });
  };
}
