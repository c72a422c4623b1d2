import type { CompetingFix } from "./competingFindings.js";
import { type Dialect, isRightIn } from "./dialect.js";
import { type Category, type Finding, type Tier, withCompeting } from "./findings.js";
import type { Kind } from "./kinds/kinds.js";
import type { DocumentNames } from "./givenNames.js";
import { chanceOfAny } from "./odds.js";
import type { Context } from "./prior.js";
import type { Span } from "./span.js";

/** How sure the model must be. */
export type Sensitivity = "relaxed" | "balanced" | "strict";

/** The least probability of a finding of each tier; no hint is shown where its line is absent. */
interface Lines {
  readonly sure: number;
  readonly perhaps?: number;
}

/** Each pair of lines is a promise in false alarms per 1,000 words; chosen by `scripts/calibrate.py`. */
export type Thresholds = Readonly<Record<Sensitivity, Readonly<Record<Context, Lines>>>>;

/** Every category is shown: at one threshold for all, punctuation proved as precise as the rest. */
export const DEFAULT_CATEGORIES: Readonly<Record<Category, boolean>> = {
  spelling: true,
  agreement: true,
  wordChoice: true,
  missingWord: true,
  extraWord: true,
  punctuation: true,
  capitalization: true,
};

/** What the writer wants to see. */
export interface Policy {
  readonly sensitivity: Sensitivity;
  /** Of a category that is not named `sensitivity` holds. */
  readonly categorySensitivity: Readonly<Partial<Record<Category, Sensitivity>>>;
  readonly categories: Readonly<Record<Category, boolean>>;
  /** What is not named is shown. */
  readonly kinds: Readonly<Partial<Record<Kind, boolean>>>;
  /** What this English writes so is not corrected into the other, unless the writer does so again and again. */
  readonly dialect: Dialect;
  /** A word of a dictionary is never reported. */
  isKnownWord(word: string): boolean;
  /** A correction that the writer does not want to see again; both without surrounding spaces. */
  isIgnored(original: string, fix: string): boolean;
  /** What the document and its project are called, where that is known: names are no mistakes. */
  readonly called?: DocumentNames;
  /** The most findings shown; the surest stay. */
  readonly limit: number;
}

/** Of a writer who has chosen nothing, without limit. */
export const DEFAULT_POLICY: Policy = {
  sensitivity: "balanced",
  categorySensitivity: {},
  categories: DEFAULT_CATEGORIES,
  kinds: {},
  dialect: "both",
  isKnownWord: () => false,
  isIgnored: () => false,
  limit: Infinity,
};

const WORDS = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*/gu;

/** @returns what is to be shown, in order of place and without overlaps: of two findings in one place the surer stays */
export function applyPolicy(findings: readonly Finding[], policy: Policy, thresholds: Thresholds): Finding[] {
  const linesOf = (category: Category): Record<Context, Lines> => thresholds[policy.categorySensitivity[category] ?? policy.sensitivity]; // prettier-ignore
  const wanted = findings.flatMap((finding) => {
    const kept = wantedOf(finding, policy);
    const tier = kept && tierOf(kept.probability, linesOf(kept.category)[kept.context]);
    return tier ? [{ ...kept, tier }] : [];
  });
  return withoutOverlaps(wanted)
    .sort((a, b) => b.probability - a.probability || byPlace(a, b))
    .slice(0, policy.limit)
    .sort(byPlace);
}

function tierOf(probability: number, { sure, perhaps = Infinity }: Lines): Tier | undefined {
  if (probability >= sure) return "sure";
  return probability >= perhaps ? "perhaps" : undefined;
}

/** The finding without the corrections that the writer does not want; what is left of it is as likely as its own fixes. */
function wantedOf(finding: Finding, policy: Policy): Finding | undefined {
  const all: readonly CompetingFix[] = [finding, ...finding.competing];
  const wanted = all.filter((one) => isWanted(one, policy));
  if (wanted.length === all.length) return finding;
  const [first, ...competing] = wanted;
  if (!first) return undefined;
  const left = chanceOfAny(wanted.map(({ fixes }) => fixes[0]!.probability));
  return withCompeting(first, competing, Math.min(finding.probability, left));
}

function isWanted({ original, category, kind, fixes, operation, isBritish }: CompetingFix, policy: Policy): boolean {
  if (!policy.categories[category] || policy.kinds[kind] === false) return false;
  const [first] = fixes;
  if (!first || policy.isIgnored(original.trim(), first.text.trim())) return false;
  const isRight = isRightIn(policy.dialect, original, first.text) || (isBritish && policy.dialect !== "us");
  if (isRight && !first.isPersonal) return false;
  const typed = operation === "insert" ? [] : Array.from(original.matchAll(WORDS), ([word]) => word);
  return !typed.some((word) => policy.isKnownWord(word));
}

function byPlace(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

/**
 * The surest first; whatever meets it goes. Those that are kept do not meet, so that of all of them only the next ones before and behind a
 * place can: this stays fast in a long file, also where every finding touches the next.
 */
function withoutOverlaps(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of [...findings].sort((a, b) => b.probability - a.probability || byPlace(a, b))) {
    const at = placeOf(finding, kept);
    const isFree = [kept[at - 1], kept[at]].every((other) => !other || !meet(other, finding));
    if (isFree) kept.splice(at, 0, finding);
  }
  return kept;
}

/** @param kept in order @returns how many of them begin where the finding does or before it */
function placeOf({ start }: Finding, kept: readonly Finding[]): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (kept[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * An insertion at the edge of another finding is the same place, and so are two deletions side by side ("the the"): each was
 * judged with the other word as it stands.
 */
function meet(a: Finding, b: Finding): boolean {
  const isPoint = a.start === a.end || b.start === b.end;
  const isTwofold = a.operation === "delete" && b.operation === "delete";
  return isPoint || isTwofold ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;
}
