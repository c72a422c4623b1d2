/**
 * A gradient-boosted tree ensemble as scikit-learn grows it (`HistGradientBoostingClassifier`), flattened by
 * `scripts/calibrate.py`. Node `i` sends a row left if `row[feature[i]] <= threshold[i]`; a leaf has `left[i] === 0`.
 */
export interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
}

/** Raw score (log-odds) → probability: a monotone line through (`x[i]`, `y[i]`), flat beyond its ends. */
export interface Calibration {
  readonly x: readonly number[];
  readonly y: readonly number[];
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

/** Log-odds → probability, 0 to 1: linear between the points; the end values outside them. */
export function interpolate({ x, y }: Calibration, at: number): number {
  if (at <= x[0]!) return y[0]!;
  for (let i = 1; i < x.length; i++)
    if (at <= x[i]!) {
      const width = x[i]! - x[i - 1]!;
      return width > 0 ? y[i - 1]! + ((y[i]! - y[i - 1]!) * (at - x[i - 1]!)) / width : y[i]!;
    }
  return y[y.length - 1]!;
}

/** The least log-odds that are calibrated to this probability or more; infinite if none are. */
export function logOddsFor({ x, y }: Calibration, probability: number): number {
  if (y[0]! >= probability) return -Infinity;
  for (let i = 1; i < x.length; i++)
    if (y[i]! >= probability) {
      const height = y[i]! - y[i - 1]!;
      return x[i - 1]! + ((x[i]! - x[i - 1]!) * (probability - y[i - 1]!)) / height;
    }
  return Infinity;
}
