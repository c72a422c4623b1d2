import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { CompetingFix } from "../../grammar/competingFindings.js";
import { type Category, type Finding, type Fix, isSure, type Tier } from "../../grammar/findings.js";
import type { Context } from "../../grammar/prior.js";
import type { Operation } from "../../grammar/scorer.js";
import type { Span } from "../../grammar/span.js";
import type { PlaceRange } from "../../protocol.js";
import type { Report } from "../checking/reports.js";
import type { Origin } from "../documents/publishedTexts.js";
import type { PageOf, Session } from "../session.js";
import type { Severity } from "../settings/settings.js";

const diagnosticSource = "Cloze";

/** Fixes of one place by one operation. */
export interface CorrectionData {
  /** What a fix replaces; the squiggle may stand elsewhere, as for a missing word. */
  readonly replaced: PlaceRange;
  /** The text of `replaced`. A fix is offered only while it is still there. */
  readonly original: string;
  readonly operation: Operation;
  /** Best first; each with its probability and its masked log-likelihood. */
  readonly fixes: readonly Fix[];
}

/** What a diagnostic carries for its own fixes: code actions need neither the model nor a cache. */
export interface FindingData extends CorrectionData {
  /** Version of the document that the finding was reported for. */
  readonly version: number;
  /** The text under the squiggle: an insertion replaces nothing, so that it must still be there, too. */
  readonly anchor: string;
  readonly category: Category;
  /** What is typed is a word that no word list has, so that adding it to a dictionary says something. */
  readonly isUnknown?: true;
  /** That something is wrong here, or where one of its competitors is, 0 to 1. */
  readonly probability: number;
  readonly tier: Tier;
  /** What the sentence was read as, and what told so. */
  readonly context: Context;
  readonly origin: Origin;
  /** Masked, natural logarithm. */
  readonly typedLogLikelihood: number;
  /** Other corrections of the same mistake, here or in another place, best first; what nobody would read is left out. */
  readonly competing: readonly CorrectionData[];
}

/** Fixes less likely than that are not worth reading. */
export const WORTH_READING = 0.03;

/** The only place where offsets become lines and characters. */
export function toRange(document: TextDocument, { start, end }: Span): PlaceRange {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** @param origin of what counts as published in the document */
export function toDiagnostic(
  finding: Finding,
  document: TextDocument,
  severity: Severity,
  origin: Origin,
  pageOf: PageOf,
): Diagnostic {
  const range = toRange(document, finding.anchor);
  const page = pageOf(finding.kind);
  return {
    range,
    severity: toSeverity(isSure(finding) ? severity : "hint"),
    source: diagnosticSource,
    code: finding.kind,
    ...(page !== undefined && { codeDescription: { href: page } }),
    message: finding.message,
    data: toData(finding, document, range, origin),
  };
}

function toData(finding: Finding, document: TextDocument, range: PlaceRange, origin: Origin): FindingData {
  const { category, isUnknown, probability, tier, context, typedLogLikelihood } = finding;
  const competing = finding.competing.filter(({ fixes }) => (fixes[0]?.probability ?? 0) >= WORTH_READING);
  return {
    version: document.version,
    ...toCorrection(finding, document),
    anchor: document.getText(range),
    category,
    ...(isUnknown && { isUnknown }),
    ...{ probability, tier, context, origin, typedLogLikelihood },
    competing: competing.map((other) => toCorrection(other, document)),
  };
}

function toCorrection(correction: CompetingFix, document: TextDocument): CorrectionData {
  const { original, operation, fixes } = correction;
  return { replaced: toRange(document, correction), original, operation, fixes };
}

/** The data of one of our own diagnostics, or `undefined` if the diagnostic comes from someone else. */
export function dataOf(diagnostic: Diagnostic): FindingData | undefined {
  const data = diagnostic.data as Partial<FindingData> | null | undefined;
  if (diagnostic.source !== diagnosticSource || typeof data !== "object" || data === null) return undefined;
  const isWhole = data.replaced && typeof data.original === "string" && typeof data.anchor === "string";
  const hasLists = Array.isArray(data.fixes) && Array.isArray(data.competing);
  return isWhole && hasLists ? (data as FindingData) : undefined;
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

/** What is shown of a document as it is now. */
interface PresentFindings {
  /** In order of place. */
  readonly all: readonly Diagnostic[];
  /** Those of them that the model found in this very text. */
  readonly ofThisText: readonly Diagnostic[];
  /** How many findings show, or showed until the last change, that the model has not seen in this text. */
  readonly waiting: number;
}

/** From the last report; nothing of one that was made before the document changed, or while checking is paused. */
export function presentFindings(document: TextDocument, { checks, state, pageOf }: Session): PresentFindings {
  const report = state.paused ? undefined : checks.lastReport(document.uri);
  if (report?.version !== document.version) {
    return { all: [], ofThisText: [], waiting: report?.findings.length ?? 0 };
  }
  const ofThisText = report.findings.filter((finding) => !report.carried.has(finding));
  const shown = (findings: readonly Finding[]): Diagnostic[] =>
    diagnosticsOf({ ...report, findings }, document, pageOf);
  return { all: shown(report.findings), ofThisText: shown(ofThisText), waiting: report.carried.size };
}

/** The diagnostics of a report, which is of the document's present version. */
export function diagnosticsOf(
  { documentSettings, findings, origin }: Report,
  document: TextDocument,
  pageOf: PageOf,
): Diagnostic[] {
  const { severity } = documentSettings.settings;
  return findings.map((finding) => toDiagnostic(finding, document, severity[finding.category], origin, pageOf));
}
