import * as l10n from "@vscode/l10n";
import {
  CodeActionKind,
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type Hover,
  type HoverParams,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { parserFor } from "../grammar/prose/parsers.js";
import { quickFixes, type ActionDocument, type OfferedDictionary } from "./codeActions.js";
import { dataOf, toDiagnostic } from "./diagnostics.js";
import { fixAll, fixAllKind } from "./fixAll.js";
import type { Guard } from "./guard.js";
import { hoverAt } from "./hover.js";
import type { Report } from "./reports.js";
import { createResultIds, type ResultIds } from "./resultIds.js";
import type { Session } from "./session.js";

/** The standard requests: diagnostics, code actions, hover. */
export function registerHandlers(connection: Connection, session: Session, guard: Guard): void {
  const resultIds = createResultIds();
  session.documents.onClose((uri) => resultIds.forget(uri));
  connection.languages.diagnostics.on(
    guard(
      "diagnostics",
      (params: DocumentDiagnosticParams, token: CancellationToken) => pull(params, token, session, resultIds),
      unknownReport,
    ),
  );
  connection.onCodeAction(
    guard(
      "codeActions",
      (params: CodeActionParams) => codeActions(params, session),
      () => [],
    ),
  );
  connection.onHover(
    guard(
      "hover",
      (params: HoverParams) => hover(params, session),
      () => null,
    ),
  );
}

/** The diagnostics of a report, which is of the document's present version. */
export function diagnosticsOf(report: Report, document: TextDocument): Diagnostic[] {
  const { severity } = report.rules.settings;
  return report.findings.map((finding) => toDiagnostic(finding, document, severity[finding.category]));
}

async function pull(
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
  session: Session,
  resultIds: ResultIds,
): Promise<DocumentDiagnosticReport> {
  const document = session.documents.get(textDocument.uri);
  if (!document || session.state.paused) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const report = await session.checks.check(document, token);
  return resultIds.answer(document.uri, diagnosticsOf(report, document), previousResultId);
}

/** After an error: what the client has stays, and findings do not vanish because of us. */
function unknownReport({ previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
  return previousResultId === undefined
    ? { kind: DocumentDiagnosticReportKind.Full, items: [] }
    : { kind: DocumentDiagnosticReportKind.Unchanged, resultId: previousResultId };
}

function codeActions({ textDocument, context }: CodeActionParams, session: Session): CodeAction[] {
  const document = session.documents.get(textDocument.uri);
  if (!document) return [];
  const actions = actionDocument(document, session);
  const quick = isWanted(CodeActionKind.QuickFix, context.only) ? quickFixes(context.diagnostics, actions) : [];
  // Source actions stand in menus of their own, so they are made only when asked for.
  const all = context.only && isWanted(fixAllKind, context.only) ? fixAll(actions) : [];
  return [...quick, ...all];
}

/** `only` names kinds by their beginnings: "source" and "source.fixAll" both want "source.fixAll.cloze". */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((prefix) => prefix === "" || `${kind}.`.startsWith(`${prefix}.`));
}

function actionDocument(document: TextDocument, session: Session): ActionDocument {
  const languages = session.checks.lastReport(document.uri)?.rules.settings.languages ?? {};
  return {
    uri: document.uri,
    version: document.version,
    parser: parserFor(document.languageId, languages),
    dictionaries: dictionariesOf(document.uri, session),
    getText: (range) => document.getText(range),
    positionAt: (offset) => document.positionAt(offset),
    reported: presentFindings(document, session, "ofThisText").flatMap((diagnostic) => dataOf(diagnostic) ?? []),
  };
}

/** A single folder is the workspace; of several each has its own, and they may share one. */
function dictionariesOf(uri: string, { projects, state }: Session): OfferedDictionary[] {
  const folder = projects.folderOf(uri);
  const ofWorkspace = { scope: "workspace", name: l10n.t("the workspace dictionary") } as const;
  if (projects.folders().length < 2) return folder ? [ofWorkspace] : [];
  return [
    ...(folder ? [{ scope: "folder", name: l10n.t("the dictionary of {0}", folder.name) } as const] : []),
    ...(state.client.hasSharedDictionary ? [ofWorkspace] : []),
  ];
}

function hover({ textDocument, position }: HoverParams, session: Session): Hover | null {
  const document = session.documents.get(textDocument.uri);
  if (!document) return null;
  const findings = presentFindings(document, session, "all").flatMap((diagnostic) => {
    const data = dataOf(diagnostic);
    return data ? [{ range: diagnostic.range, data }] : [];
  });
  return hoverAt(position, findings);
}

/** Of the last report, unless the document has changed since. */
function presentFindings(
  document: TextDocument,
  { checks, state }: Session,
  which: "all" | "ofThisText",
): Diagnostic[] {
  const report = checks.lastReport(document.uri);
  if (report?.version !== document.version || state.paused) return [];
  const findings = report.findings.filter((finding) => which === "all" || !report.carried.has(finding));
  return diagnosticsOf({ ...report, findings }, document);
}
