import { createChecker } from "../grammar/checker.js";
import type { Adaptation } from "../inference/adaptation.js";
import type { ModelManifest } from "../inference/manifest.js";
import type { AdapterPart } from "./adapterVector.js";
import { type Lessons, TrainingError, type TrainingOptions } from "./contract.js";
import type { Material, Workshop } from "./course.js";
import { divide, pairsOf, type Read, readPair, type Syllabus } from "./heldOut.js";
import type { Example } from "./labels.js";
import { learntErrors } from "./learntErrors.js";
import type { Pair } from "./measure.js";
import { observe, type Practice } from "./observations.js";
import { createRandom } from "./seeded.js";
import { type Exam, standingOf } from "./standing.js";
import { survey } from "./survey.js";
import type { OpenModel, Tools } from "./tools.js";
import type { Trial } from "./trial.js";
import { usagesOf } from "./usages.js";

/** What is asked for. */
export interface Order {
  readonly lessons: Lessons;
  readonly options: TrainingOptions;
  /** What is in use, to go on from. */
  readonly from: Adaptation | undefined;
}

/** All that the model in use is needed for before the learning. */
export interface Preparation extends Trial {
  readonly manifest: ModelManifest;
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

/**
 * Divides the lessons, measures the model in use, and looks with it for what teaches most, for usages and at what could be a habit.
 * @throws TrainingError if there is too little to learn from or it is cancelled
 */
export async function prepare(
  model: OpenModel,
  { lessons, options, from }: Order,
  { shipped, now }: Tools,
  isCancelled: () => boolean,
): Promise<Preparation> {
  const { manifest, examination: reading } = model;
  if (!manifest.training) throw new TrainingError("This model cannot be retrained: it lacks train.onnx. Reinstall Cloze."); // prettier-ignore
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
    held: heldProse,
    shipped: readAll(shipped.regression),
  };
  const canPractise = practice.corrections.length + ignored.length > 0;
  return {
    manifest,
    layout: manifest.training.layout,
    workshop: { pieces: reading.pieces, sources, maxPieces: manifest.maxPieces },
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
