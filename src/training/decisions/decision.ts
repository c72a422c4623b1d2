import * as v from "valibot";
import type { Span } from "../../grammar/span.js";
import type { Correction, IgnoredFinding } from "../contract.js";

/** What the writer decided about a finding, with the sentence it stood in. `at` is an ISO 8601 time. */
export type Decision = FixedFinding | RefusedFinding;

/** `accepted`: the writer made of it what Cloze had offered. `byHand`: something else, where a squiggle stood. */
export interface FixedFinding {
  readonly kind: "accepted" | "byHand";
  readonly at: string;
  readonly source: string;
  readonly target: string;
}

export interface RefusedFinding extends Span {
  readonly kind: "ignored";
  readonly at: string;
  readonly text: string;
  /** The refused fix, without surrounding spaces; empty for a deletion. */
  readonly fix?: string;
}

/** One line of the file, without its end. */
export function formatDecision(decision: Decision): string {
  return JSON.stringify(decision);
}

/** UTF-16 code units: longer than any sentence, and short enough to be compared word by word. */
const LONGEST = 5_000;
const text = v.pipe(v.string(), v.maxLength(LONGEST));
const at = v.pipe(v.string(), v.check((time) => !Number.isNaN(Date.parse(time)))); // prettier-ignore
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const fixed = v.pipe(
  v.object({ kind: v.picklist(["accepted", "byHand"]), at, source: text, target: text }),
  v.check(({ source, target }) => source !== target),
);
const refused = v.pipe(
  v.object({ kind: v.literal("ignored"), at, text, start: count, end: count, fix: v.exactOptional(text) }),
  v.check(({ start, end, text: { length } }) => start <= end && end <= length),
);
const decision: v.GenericSchema<unknown, Decision> = v.union([fixed, refused]);

/** @returns `undefined` if the line is no decision: it was cut off, edited by hand into something else, or comes from another version */
export function parseDecision(line: string): Decision | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const read = v.safeParse(decision, value);
  return read.success ? read.output : undefined;
}

/** As the training takes them. */
export function lessonsOf(decisions: readonly Decision[]): { corrections: Correction[]; ignored: IgnoredFinding[] } {
  const corrections = decisions.flatMap((decision) =>
    decision.kind === "ignored" ? [] : [{ source: decision.source, target: decision.target, origin: decision.kind }],
  );
  const ignored = decisions.flatMap((decision) => {
    if (decision.kind !== "ignored") return [];
    const { text, start, end, fix } = decision;
    return [{ text, start, end, ...(fix === undefined ? {} : { fix }) }];
  });
  return { corrections, ignored };
}
