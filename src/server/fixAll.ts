import * as l10n from "@vscode/l10n";
import type { CodeAction } from "vscode-languageserver/node";
import { editOf, type ActionDocument } from "./codeActions.js";
import type { FindingData } from "./diagnostics.js";

export const fixAllKind = "source.fixAll.cloze";

/** Fixes made without being looked at must be surer than those that are shown (harper#998). */
const SURE = 0.95;

/** Fixes everything that is sure enough, from the last report of this very version; nothing is computed, so saving never waits. */
export function fixAll(document: ActionDocument): CodeAction[] {
  const edits = document.reported.flatMap((data) => {
    const [first] = data.fixes;
    return first && isSure(data) ? [{ range: data.replaced, newText: first.text }] : [];
  });
  if (edits.length === 0) return [];
  return [{ title: l10n.t("Fix all sure findings (Cloze)"), kind: fixAllKind, edit: editOf(document, edits) }];
}

function isSure({ probability, fixes }: FindingData): boolean {
  return probability >= SURE && (fixes[0]?.probability ?? 0) >= SURE;
}
