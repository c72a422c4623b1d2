import type { Adaptation } from "../../inference/adaptation.js";
import type { AllowedNgram } from "../../inference/allowlist.js";
import type { EditBias } from "../../inference/editBiases.js";
import type { Trained } from "../learn/train.js";
import type { Example } from "../learn/wordEdits.js";
import type { OpenModel, TrainingEnvironment, TrainingOutcome } from "../types.js";
import { decideKeep, holdsRegression, isClearlyBetter } from "./decideKeep.js";
import { contrast, evaluate, evaluateRegression, type Evaluation, type EvaluationSets } from "./evaluate.js";

/** What was learnt beside the adapter, and what all of it is measured by. */
export interface Choice {
  readonly corrections: readonly Example[];
  /** Corrections that were not learnt from, to judge by. */
  readonly heldCorrections: readonly Example[];
  readonly biasesFrom: (corrections: readonly Example[]) => EditBias[];
  readonly allowlist: readonly AllowedNgram[];
  readonly sets: EvaluationSets;
  /** The model that ships. */
  readonly before: Evaluation;
}

type Opening = Pick<TrainingEnvironment, "openModel" | "now">;

/**
 * Evaluates biases and allowlist without and with the adapter, and keeps or drops them. The adapter must be clearly better, as what goes
 * further is usually blinder, too.
 * @param end when the budget is spent, by the clock: then the adapter is not tried
 * @throws TrainingError if cancelled
 */
export async function chooseModel(
  choice: Choice,
  { adapter, first, best }: Pick<Trained, "adapter" | "first" | "best">,
  environment: Opening,
  end: number,
): Promise<Omit<TrainingOutcome, "steps" | "seconds">> {
  const { corrections, biasesFrom, allowlist, sets, before } = choice;
  const editBiases = biasesFrom(corrections);
  const evaluated = async (vector: Float32Array) => {
    const adaptation: Adaptation = { vector, editBiases, allowlist };
    return { adaptation, after: await withModel(environment, adaptation, (model) => evaluate(model, sets)) };
  };
  let chosen = await evaluated(new Float32Array(adapter.length));
  const adapted = best < first && environment.now() < end ? await evaluated(adapter) : undefined;
  const isAdapted =
    adapted !== undefined &&
    holdsRegression(before.regression, adapted.after.regression) &&
    isClearlyBetter(chosen.after.project.figures, adapted.after.project.figures);
  if (isAdapted) chosen = adapted;
  const { adaptation, after } = chosen;
  const figures = contrast(before, after);
  const decision = decideKeep(figures, { before: before.decisions.known, after: after.decisions.known });
  const completed = decision.kept ? await refit(choice, adaptation, environment) : {};
  return { adaptation, ...figures, ...completed, ...decision, isAdapted };
}

/** Once it is decided, what was held out is learnt from like the rest: an edit seldom occurs more than a few times. The shipped set must bear it. */
async function refit(
  { corrections, heldCorrections, biasesFrom, sets, before }: Choice,
  decided: Adaptation,
  environment: Opening,
): Promise<Partial<Pick<TrainingOutcome, "adaptation" | "regressionAfter">>> {
  if (heldCorrections.length === 0) return {};
  const adaptation = { ...decided, editBiases: biasesFrom([...corrections, ...heldCorrections]) };
  const regressionAfter = await withModel(environment, adaptation, (model) => evaluateRegression(model, sets));
  return holdsRegression(before.regression, regressionAfter) ? { adaptation, regressionAfter } : {};
}

/** Opens a model for as long as it is used. */
export async function withModel<T>(
  { openModel }: Opening,
  adaptation: Adaptation | undefined,
  use: (model: OpenModel) => Promise<T>,
): Promise<T> {
  const model = await openModel(adaptation);
  return use(model).finally(() => model.close());
}
