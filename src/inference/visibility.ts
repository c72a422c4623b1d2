import { toLogOdds } from "../grammar/odds.js";
import type { Operation } from "../grammar/scorer.js";
import type { ModelManifest } from "./manifest.js";
import { ensembleOf } from "./scoreEdits.js";
import { rawFor } from "./trees.js";

/** What decides whether an edit is seen. */
export type Decision = Pick<ModelManifest, "ensembles" | "slotWeights" | "priors" | "thresholds">;

/** Raw scores between which it depends on the text and the writer's settings whether an edit that has no competitors is seen. */
export interface Visibility {
  /** From here on it is a sure finding on a published page at the balanced sensitivity. */
  readonly shown: number;
  /** Below this it is not even a hint, in a draft full of mistakes and at the strict sensitivity. */
  readonly hidden: number;
}

/** @returns raw scores of the operation's trees, to base e */
export function visibilityOf(
  operation: Operation,
  { ensembles, slotWeights, priors, thresholds }: Decision,
): Visibility {
  const { calibration } = ensembles[ensembleOf(operation)];
  const { best, any, intercept } = slotWeights;
  const rawAt = (line: number, shift: number): number =>
    rawFor(calibration, (toLogOdds(line) - shift - intercept) / (best + any));
  const hidden = (["draft", "published"] as const).map((context) => {
    const { sure, perhaps = sure } = thresholds.strict[context];
    return rawAt(perhaps, priors[context].shift + priors[context].range[1]);
  });
  return { shown: rawAt(thresholds.balanced.published.sure, priors.published.shift), hidden: Math.min(...hidden) };
}
