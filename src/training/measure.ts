import { type Checker, type CheckerParts, type Circumstances, createChecker } from "../grammar/checker.js";
import { applyFixes, type Finding, isSure } from "../grammar/findings.js";
import { DEFAULT_CATEGORIES, type Policy, type Thresholds } from "../grammar/policy.js";
import { usualShifts } from "../grammar/prior.js";
import type { ChangedFinding, CurvePoint, Figures } from "./contract.js";
import { figuresOf } from "./figures.js";

/** A sentence to measure by; one that is right as it is has itself for its target. */
export interface Pair {
  readonly source: string;
  readonly target: string;
}

/** What one model makes of a set. */
export interface Measured {
  readonly figures: Figures;
  readonly curve: readonly CurvePoint[];
  /** Findings in the clean sentences, by sentence. */
  readonly alarms: ReadonlyMap<string, readonly Finding[]>;
}

const CURVE = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** What is measured counts as committed, where a model must be quietest. */
export function asPublished({ priors }: Pick<CheckerParts, "priors">): Circumstances {
  return { contextOf: () => "published", shifts: usualShifts(priors) };
}

/** Everything but the dictionary's words, at the balanced sensitivity. */
export function policyOf(words: readonly string[]): Policy {
  const known = new Set(words.map((word) => word.toLowerCase()));
  return {
    sensitivity: "balanced",
    categories: DEFAULT_CATEGORIES,
    dialect: "both",
    isKnownWord: (word) => known.has(word.toLowerCase()),
    isIgnored: () => false,
    limit: Infinity,
  };
}

/**
 * Runs the checker over the set, as a writer would see it underlined: hints count neither for a model nor against it.
 * @param parts a loaded model
 * @param words the dictionary
 * @returns `undefined` if cancelled
 */
export async function measure(
  pairs: readonly Pair[],
  parts: CheckerParts,
  words: readonly string[],
  isCancelled: () => boolean,
): Promise<Measured | undefined> {
  const checker = createChecker(parts);
  const read = pairs.map((pair) => ({ ...pair, sentences: checker.sentencesOf(pair.source, "plain") }));
  await checker.score(read.flatMap(({ sentences }) => sentences), isCancelled); // prettier-ignore
  if (isCancelled()) return undefined;
  const policy = policyOf(words);
  const findingsBy = (one: Checker): Finding[][] =>
    read.map(({ source, sentences }) =>
      one.report(source, sentences, policy, asPublished(parts)).findings.filter(isSure),
    );
  const judge = (findings: readonly Finding[][]): Figures =>
    figuresOf(pairs.map((pair, index) => ({ ...pair, fixed: applyFixes(pair.source, findings[index]!) })));
  const shown = findingsBy(checker);
  const curve = CURVE.map((threshold): CurvePoint => {
    const { precision, recall, alarmsPer1000 } = judge(findingsBy(createChecker({ ...parts, thresholds: flat(threshold) }))); // prettier-ignore
    return { threshold, precision, recall, alarmsPer1000: alarmsPer1000.value };
  });
  const alarms = new Map(
    pairs.flatMap(({ source, target }, index) => (source === target ? [[source, shown[index]!] as const] : [])),
  );
  return { figures: judge(shown), curve, alarms };
}

function flat(sure: number): Thresholds {
  const all = { draft: { sure }, published: { sure } };
  return { relaxed: all, balanced: all, strict: all };
}

/** The alarms that `one` has and `other` has not, surest first. */
export function onlyIn(one: Measured, other: Measured, most: number): ChangedFinding[] {
  const changed = [...one.alarms].flatMap(([text, findings]) =>
    findings
      .filter(
        (finding) =>
          !(other.alarms.get(text) ?? []).some((same) => same.start === finding.start && same.end === finding.end),
      ) // prettier-ignore
      .map(({ start, end, fixes, probability }) => ({ text, start, end, fix: fixes[0]!.text.trim(), probability })),
  );
  return changed.sort((a, b) => b.probability - a.probability).slice(0, most);
}
