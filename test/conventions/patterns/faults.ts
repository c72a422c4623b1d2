import type { AST } from "@eslint-community/regexpp";
import { type Attack, attacksOn, textOf } from "./attacks.js";
import { runPattern, TooMuch } from "./machine.js";
import { compile, parse } from "./program.js";

/** UTF-16 code units. */
const SHORT = 250;
const MIDDLE = 1_000;
const LONG = 4_000;
const LONGEST = 16_000;
/** How many times as many steps four times the length may take: four for what is linear, sixteen for what is quadratic. */
const MOST_GROWTH = 6;
/** From here on even what is not among the hardest is looked at again. */
const STEEP_GROWTH = 8;
/** Steps for a character: what looks a few hundred characters ahead at each is linear, too, and still slow. */
const MOST_STEPS = 1_000;
/** The hardest, which are looked at in any case, and how many of the others at most. */
const HARDEST = 4;
const STEEPEST = 12;
/** Alternatives that a pattern may have and be looked at as a whole from the beginning. */
const FEW = 5;

/** What shows that a pattern takes more than linear time, or too many steps for each character; in words. */
export function faultsOf(pattern: RegExp): readonly string[] {
  // What is hard for a pattern of many alternatives is hard for one of them.
  for (const part of partsOf(pattern)) {
    const faults = faultsOfWhole(part);
    if (faults.length > 0) return faults;
  }
  return [];
}

function faultsOfWhole(pattern: RegExp): readonly string[] {
  const measure = createMeasure(pattern);
  for (const attack of hardest(measure, attacksOn(pattern))) {
    const [end, middle] = hardestEnd(measure, attack);
    const long = measure(attack, end, LONG);
    const isSteep = long / middle > MOST_GROWTH && measure(attack, end, LONGEST) / long > MOST_GROWTH;
    if (isSteep || long > MOST_STEPS * LONG)
      return [
        `${String(pattern)} ${JSON.stringify({ ...attack, ends: end })}: ${String(middle)} steps, then ${String(long)}`,
      ];
  }
  return [];
}

type Measure = (attack: Attack, end: string, length: number) => number;

/** Steps for a text of a length; `Infinity` for many more than are allowed. */
function createMeasure(pattern: RegExp): Measure {
  const program = compile(pattern);
  return (attack, end, length) => {
    try {
      return runPattern(pattern, program, textOf(attack, end, length), 2 * MOST_STEPS * length).steps;
    } catch (error) {
      if (error instanceof TooMuch) return Infinity;
      throw error;
    }
  };
}

/** The end after which the attack takes most steps, and how many. */
function hardestEnd(measure: Measure, attack: Attack): readonly [end: string, steps: number] {
  const ends = attack.ends.map((end) => [end, measure(attack, end, MIDDLE)] as const);
  return ends.reduce((most, one) => (one[1] > most[1] ? one : most));
}

/** Those that grow by more than they should at first sight, and the hardest. */
function hardest(measure: Measure, attacks: readonly Attack[]): readonly Attack[] {
  const measured = attacks.map((attack) => {
    const ends = attack.ends
      .slice(0, 2)
      .map((end) => [measure(attack, end, SHORT), measure(attack, end, MIDDLE)] as const);
    return {
      attack,
      steps: Math.max(...ends.map(([, middle]) => middle)),
      growth: Math.max(...ends.map(([short, middle]) => middle / short)),
    };
  });
  const sorted = [...measured].sort((a, b) => b.steps - a.steps);
  const steep = sorted.slice(HARDEST).filter(({ growth }) => growth > STEEP_GROWTH);
  return [...sorted.slice(0, HARDEST), ...steep.slice(0, STEEPEST)].map(({ attack }) => attack);
}

/** A pattern of many alternatives as many patterns. */
function partsOf(pattern: RegExp): readonly RegExp[] {
  const alternatives = flattened(parse(pattern).alternatives);
  if (alternatives.length <= FEW) return [pattern];
  return alternatives.map(({ raw }) => new RegExp(raw, pattern.flags));
}

/** A group that is all of an alternative stands for its own alternatives. */
function flattened(alternatives: readonly AST.Alternative[]): readonly AST.Alternative[] {
  return alternatives.flatMap((alternative) => {
    const [only, ...others] = alternative.elements;
    const isGroup = only?.type === "CapturingGroup" || only?.type === "Group";
    return isGroup && others.length === 0 ? flattened(only.alternatives) : [alternative];
  });
}

/** Texts on which the machine and V8 do not agree about what matches: then its steps would say nothing. */
export function disagreementsOn(pattern: RegExp): readonly string[] {
  const program = compile(pattern);
  const everywhere = new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(""));
  return attacksOn(pattern).flatMap((attack) => {
    const text = textOf(attack, attack.ends[1]!, 40);
    const found = Array.from(text.matchAll(everywhere), ({ 0: match, index }) => ({ start: index, end: index + match.length })); // prettier-ignore
    const { matches } = runPattern(pattern, program, text, Infinity);
    const isSame = JSON.stringify(matches) === JSON.stringify(pattern.global ? found : found.slice(0, 1));
    return isSame ? [] : [JSON.stringify(text)];
  });
}
