/**
 * A gradient-boosted tree ensemble as scikit-learn grows it (`HistGradientBoostingClassifier`), flattened by
 * `scripts/calibrate.py`. Node `i` sends a row left if `row[feature[i]] <= threshold[i]`; a leaf has `left[i] === 0`.
 */
interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
}

/** Raw score → log-odds that hold in corrected sentences: a straight line, `slope` above 0 (Platt 1999). */
interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

/** Trees whose leaves add up, from a baseline, to log-odds. */
export interface Forest {
  readonly baseline: number;
  readonly trees: readonly Tree[];
}

export interface Ensemble extends Forest {
  readonly calibration: Calibration;
}

/** The log-odds, before calibration, that an edit with these features is right. */
export function rawScore({ baseline, trees }: Forest, features: readonly number[]): number {
  return trees.reduce((sum, tree) => sum + leafValue(tree, features), baseline);
}

function leafValue(tree: Tree, features: readonly number[]): number {
  let node = 0;
  for (let left = tree.left[node]; left; left = tree.left[node])
    node = features[tree.feature[node]!]! <= tree.threshold[node]! ? left : tree.right[node]!;
  return tree.value[node]!;
}

/** @param raw what the trees say, to base e @returns calibrated log-odds, to base e */
export function calibrated({ slope, intercept }: Calibration, raw: number): number {
  return slope * raw + intercept;
}

/** The raw score that is calibrated to these log-odds. */
export function rawFor({ slope, intercept }: Calibration, logOdds: number): number {
  return (logOdds - intercept) / slope;
}
