import type { Diagnostic } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding } from "../grammar/findings.js";
import { toDiagnostic } from "./diagnostics.js";
import type { Report } from "./reports.js";
import type { Session } from "./session.js";

/** What is shown of a document as it is now. */
export interface PresentFindings {
  /** In order of place. */
  readonly all: readonly Diagnostic[];
  /** Those of them that the model found in this very text. */
  readonly ofThisText: readonly Diagnostic[];
  /** How many findings show, or showed until the last change, that the model has not seen in this text. */
  readonly waiting: number;
}

/** From the last report; nothing of one that was made before the document changed, or while checking is paused. */
export function presentFindings(document: TextDocument, { checks, state }: Session): PresentFindings {
  const report = state.paused ? undefined : checks.lastReport(document.uri);
  if (report?.version !== document.version) {
    return { all: [], ofThisText: [], waiting: report?.findings.length ?? 0 };
  }
  const ofThisText = report.findings.filter((finding) => !report.carried.has(finding));
  const shown = (findings: readonly Finding[]): Diagnostic[] => diagnosticsOf({ ...report, findings }, document);
  return { all: shown(report.findings), ofThisText: shown(ofThisText), waiting: report.carried.size };
}

/** The diagnostics of a report, which is of the document's present version. */
export function diagnosticsOf({ rules, findings, origin }: Report, document: TextDocument): Diagnostic[] {
  const { severity } = rules.settings;
  return findings.map((finding) => toDiagnostic(finding, document, severity[finding.category], origin));
}
