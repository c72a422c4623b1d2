import type { CheckerParts } from "../grammar/checker.js";
import { type Lessons, TrainingError } from "./contract.js";
import { lessonsKnown } from "./lessonsKnown.js";
import { measure, type Measured, onlyIn, type Pair } from "./measure.js";
import type { Comparison } from "./verdict.js";

/** Everything that a model is measured by. */
export interface Exam {
  /** What was held out of the project. */
  readonly project: readonly Pair[];
  /** The sentences that ship. */
  readonly regression: readonly Pair[];
  readonly lessons: Lessons;
  readonly isCancelled: () => boolean;
}

/** How one model stands in it. */
export interface Standing {
  readonly project: Measured;
  readonly regression: Measured;
  readonly lessons: { readonly known: number; readonly of: number };
}

/** @throws TrainingError if cancelled */
export async function standingOf(model: CheckerParts, exam: Exam): Promise<Standing> {
  const { lessons, isCancelled } = exam;
  const regression = await standingOnShipped(model, exam);
  const project = unlessCancelled(await measure(exam.project, model, lessons.words, isCancelled));
  return { project, regression, lessons: await lessonsKnown(lessons, model) };
}

/** On the sentences that ship alone, which is the quickest to tell. @throws TrainingError if cancelled */
export async function standingOnShipped(model: CheckerParts, { regression, isCancelled }: Exam): Promise<Measured> {
  return unlessCancelled(await measure(regression, model, [], isCancelled));
}

function unlessCancelled(measured: Measured | undefined): Measured {
  if (!measured) throw new TrainingError("Retraining was cancelled.");
  return measured;
}

export function compare(before: Standing, after: Standing): Comparison {
  return {
    before: before.project.figures,
    after: after.project.figures,
    regressionBefore: before.regression.figures,
    regressionAfter: after.regression.figures,
  };
}

/** Changed findings that are shown. */
const EXAMPLES = 20;

/** What a report says of two models beside the figures. */
export function contrast(before: Standing, after: Standing) {
  return {
    lessonsBefore: before.lessons,
    lessonsAfter: after.lessons,
    examplesGone: onlyIn(before.project, after.project, EXAMPLES),
    examplesNew: onlyIn(after.project, before.project, EXAMPLES),
    curveBefore: before.project.curve,
    curveAfter: after.project.curve,
  };
}
