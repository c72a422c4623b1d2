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

/** @returns `undefined` if the line is no decision: it was cut off, or edited by hand into something else */
export function parseDecision(line: string): Decision | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const fields = (typeof value === "object" && value !== null ? value : {}) as Partial<Record<string, unknown>>;
  const { kind, at } = fields;
  if (typeof at !== "string" || Number.isNaN(Date.parse(at))) return undefined;
  switch (kind) {
    case "accepted":
    case "byHand":
      return parseFixed(kind, at, fields);
    case "ignored":
      return parseRefused(at, fields);
    default:
      return undefined;
  }
}

function parseFixed(
  kind: FixedFinding["kind"],
  at: string,
  { source, target }: Partial<Record<string, unknown>>,
): Decision | undefined {
  return typeof source === "string" && typeof target === "string" && source !== target
    ? { kind, at, source, target }
    : undefined;
}

function parseRefused(
  at: string,
  { text, start, end, fix }: Partial<Record<string, unknown>>,
): RefusedFinding | undefined {
  if (typeof text !== "string" || typeof start !== "number" || typeof end !== "number") return undefined;
  const isPlace = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
  if (!isPlace || (fix !== undefined && typeof fix !== "string")) return undefined;
  return { kind: "ignored", at, text, start, end, ...(fix === undefined ? {} : { fix }) };
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
