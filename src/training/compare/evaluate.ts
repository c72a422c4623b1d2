import { type Checker, type CheckerParts, type Circumstances, createChecker } from "../../grammar/checker.js";
import { applyFixes, type Finding, isSure } from "../../grammar/findings.js";
import { DEFAULT_POLICY, type Policy, type Thresholds } from "../../grammar/policy.js";
import { usualShifts } from "../../grammar/prior.js";
import type { ChangedFinding, CurvePoint, DecisionCount, Figures } from "../../inference/node/store/report.js";
import { type Pair, type TrainingData, TrainingError } from "../types.js";
import { figuresOf } from "./metrics.js";

/** Everything that a model is measured by. */
export interface EvaluationSets {
  /** What was held out of the project. */
  readonly project: readonly Pair[];
  /** The sentences that ship. */
  readonly regression: readonly Pair[];
  readonly data: TrainingData;
  readonly isCancelled: () => boolean;
}

/** What one model makes of all sets. */
export interface Evaluation {
  readonly project: Measured;
  readonly regression: Figures;
  readonly decisions: DecisionCount;
}

/** What one model makes of one set. */
interface Measured {
  readonly figures: Figures;
  readonly curve: readonly CurvePoint[];
  /** Findings in the clean sentences, by sentence. */
  readonly alarms: ReadonlyMap<string, readonly Finding[]>;
}

const CURVE = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
/** The most decisions of each kind that are looked at. */
const DECISIONS = 100;
/** Changed findings that are shown. */
const EXAMPLES = 20;

/** @throws TrainingError if cancelled */
export async function evaluate(model: CheckerParts, sets: EvaluationSets): Promise<Evaluation> {
  const regression = await evaluateRegression(model, sets);
  const project = await measure(sets.project, model, sets.data.words, sets.isCancelled);
  return { project, regression, decisions: await decisionsMatched(sets.data, model) };
}

/** On the sentences that ship alone, which is the quickest to tell. @throws TrainingError if cancelled */
export async function evaluateRegression(model: CheckerParts, sets: EvaluationSets): Promise<Figures> {
  return (await measure(sets.regression, model, [], sets.isCancelled)).figures;
}

/** What a report says of two models. */
export function contrast(before: Evaluation, after: Evaluation) {
  return {
    before: before.project.figures,
    after: after.project.figures,
    regressionBefore: before.regression,
    regressionAfter: after.regression,
    decisionsBefore: before.decisions,
    decisionsAfter: after.decisions,
    examplesGone: onlyIn(before.project, after.project),
    examplesNew: onlyIn(after.project, before.project),
    curveBefore: before.project.curve,
    curveAfter: after.project.curve,
  };
}

/** What is measured counts as committed, where a model must be quietest. */
export function asPublished({ priors }: Pick<CheckerParts, "priors">): Circumstances {
  return { contextOf: () => "published", shifts: usualShifts(priors) };
}

/** Everything but the dictionary's words, at the balanced sensitivity. */
export function checkPolicy(words: readonly string[]): Policy {
  const known = new Set(words.map((word) => word.toLowerCase()));
  return { ...DEFAULT_POLICY, isKnownWord: (word) => known.has(word.toLowerCase()) };
}

/** Runs the checker over a set, as a writer would see it underlined: hints count neither for a model nor against it. @throws TrainingError if cancelled */
async function measure(
  pairs: readonly Pair[],
  parts: CheckerParts,
  words: readonly string[],
  isCancelled: () => boolean,
): Promise<Measured> {
  const checker = createChecker(parts);
  const read = pairs.map((pair) => ({ ...pair, sentences: checker.sentencesOf(pair.source, "plain") }));
  await checker.score(read.flatMap(({ sentences }) => sentences), isCancelled); // prettier-ignore
  if (isCancelled()) throw new TrainingError("Retraining was cancelled.");
  const policy = checkPolicy(words);
  const findingsBy = (one: Checker): Finding[][] =>
    read.map(({ source, sentences }) =>
      one.report(source, sentences, policy, asPublished(parts)).findings.filter(isSure),
    );
  const figuresBy = (findings: readonly Finding[][]): Figures =>
    figuresOf(pairs.map((pair, index) => ({ ...pair, fixed: applyFixes(pair.source, findings[index]!) })));
  const shown = findingsBy(checker);
  const curve = CURVE.map((threshold): CurvePoint => {
    const { precision, recall, alarmsPer1000 } = figuresBy(findingsBy(createChecker({ ...parts, thresholds: flat(threshold) }))); // prettier-ignore
    return { threshold, precision, recall, alarmsPer1000: alarmsPer1000.value };
  });
  const alarms = new Map(
    pairs.flatMap(({ source, target }, index) => (source === target ? [[source, shown[index]!] as const] : [])),
  );
  return { figures: figuresBy(shown), curve, alarms };
}

function flat(sure: number): Thresholds {
  const all = { draft: { sure }, published: { sure } };
  return { relaxed: all, balanced: all, strict: all };
}

/** How many of the corrections and ignored findings the model takes as the writer does: whether they were learnt, not whether that carries over. */
async function decisionsMatched(data: TrainingData, parts: CheckerParts): Promise<DecisionCount> {
  const corrections = data.corrections.slice(-DECISIONS);
  const ignored = data.ignored.slice(-DECISIONS);
  const checker = createChecker(parts);
  const policy = checkPolicy(data.words);
  const texts = [...corrections.map(({ source }) => source), ...ignored.map(({ text }) => text)];
  const read = new Map(texts.map((text) => [text, checker.sentencesOf(text, "plain")]));
  await checker.score([...read.values()].flat(), () => false);
  const findingsIn = (text: string) => checker.report(text, read.get(text)!, policy, asPublished(parts)).findings;
  const corrected = corrections.filter(({ source, target }) => applyFixes(source, findingsIn(source).filter(isSure)) === target); // prettier-ignore
  const leftAlone = ignored.filter(({ text, start, end }) => !findingsIn(text).some((one) => one.start <= end && one.end >= start)); // prettier-ignore
  return { known: corrected.length + leftAlone.length, of: texts.length };
}

/** The alarms that `one` has and `other` has not, surest first. */
function onlyIn(one: Measured, other: Measured): ChangedFinding[] {
  const isIn = (text: string, { start, end }: Finding): boolean =>
    (other.alarms.get(text) ?? []).some((same) => same.start === start && same.end === end);
  const changed = [...one.alarms].flatMap(([text, findings]) =>
    findings
      .filter((finding) => !isIn(text, finding))
      .map(({ start, end, fixes, probability }) => ({ text, start, end, fix: fixes[0]!.text.trim(), probability })),
  );
  return changed.sort((a, b) => b.probability - a.probability).slice(0, EXAMPLES);
}
