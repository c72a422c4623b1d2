import { DiagnosticSeverity, type Diagnostic } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Category, Finding, Fix } from "../grammar/findings.js";
import type { Operation } from "../grammar/scorer.js";
import type { Span } from "../grammar/span.js";
import type { PlaceRange } from "../protocol.js";
import type { Severity } from "./settings.js";

export const diagnosticSource = "Cloze";

/** What a diagnostic carries for its own fixes: code actions need neither the model nor a cache. */
export interface FindingData {
  /** Version of the document that the finding was reported for. */
  readonly version: number;
  /** What a fix replaces; the squiggle may stand elsewhere, as for a missing word. */
  readonly replaced: PlaceRange;
  /** The text of `replaced`. A fix is offered only while it is still there. */
  readonly original: string;
  /** The text under the squiggle, to the same end: an insertion replaces nothing. */
  readonly anchor: string;
  readonly operation: Operation;
  readonly category: Category;
  /** What is typed is a word that no word list has, so that adding it to a dictionary says something. */
  readonly isUnknown?: true;
  /** That the first fix is what a careful editor would do, 0 to 1. */
  readonly probability: number;
  /** Masked, natural logarithm. */
  readonly typedLogLikelihood: number;
  /** Best first; each with its probability and its masked log-likelihood. */
  readonly fixes: readonly Fix[];
}

/** The only place where offsets become lines and characters. */
export function toRange(document: TextDocument, { start, end }: Span): PlaceRange {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toDiagnostic(finding: Finding, document: TextDocument, severity: Severity): Diagnostic {
  const range = toRange(document, finding.anchor);
  return {
    range,
    severity: toSeverity(severity),
    source: diagnosticSource,
    code: finding.category,
    message: finding.message,
    data: toData(finding, document, range),
  };
}

function toData(finding: Finding, document: TextDocument, range: PlaceRange): FindingData {
  const { original, operation, category, isUnknown, probability, typedLogLikelihood, fixes } = finding;
  return {
    version: document.version,
    replaced: toRange(document, finding),
    original,
    anchor: document.getText(range),
    operation,
    category,
    ...(isUnknown && { isUnknown }),
    probability,
    typedLogLikelihood,
    fixes,
  };
}

/** The data of one of our own diagnostics, or `undefined` if the diagnostic comes from someone else. */
export function dataOf(diagnostic: Diagnostic): FindingData | undefined {
  const data = diagnostic.data as Partial<FindingData> | null | undefined;
  if (diagnostic.source !== diagnosticSource || typeof data !== "object" || data === null) return undefined;
  const isWhole =
    data.replaced && Array.isArray(data.fixes) && typeof data.original === "string" && typeof data.anchor === "string";
  return isWhole ? (data as FindingData) : undefined;
}

function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case "error":
      return DiagnosticSeverity.Error;
    case "warning":
      return DiagnosticSeverity.Warning;
    case "information":
      return DiagnosticSeverity.Information;
    case "hint":
      return DiagnosticSeverity.Hint;
    default:
      throw new Error(`Unknown severity: ${String(severity)}`);
  }
}
