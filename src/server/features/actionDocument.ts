import { findingKey } from "../../configuration/findingKey.js";
import * as l10n from "@vscode/l10n";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { parserOf } from "../documents/analysis.js";
import type { Session } from "../session.js";
import type { ActionDocument, OfferedDictionary } from "./codeActions.js";
import { dataOf, presentFindings } from "./diagnostics.js";

/** What code actions may know of an open document. */
export function actionDocument(document: TextDocument, session: Session): ActionDocument {
  const report = session.checks.lastReport(document.uri);
  const languages = report?.documentSettings.settings.languages ?? {};
  const { ofThisText, waiting } = presentFindings(document, session);
  return {
    uri: document.uri,
    version: document.version,
    parser: parserOf(document, languages),
    dictionaries: dictionariesOf(document.uri, session),
    getText: (range) => document.getText(range),
    positionAt: (offset) => document.positionAt(offset),
    reported: ofThisText.flatMap((diagnostic) => dataOf(diagnostic) ?? []),
    waiting,
    keyOf(data, range) {
      if (report?.version !== document.version) return undefined;
      const anchor = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return findingKey({ ...data, anchor }, report.sentences);
    },
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
