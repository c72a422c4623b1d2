import * as l10n from "@vscode/l10n";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { isSure } from "../../grammar/findings.js";
import { type ActionDocument, workspaceEditOf } from "./codeActions.js";
import type { FindingData } from "./diagnostics.js";
import { percent } from "./fixTitles.js";

export const fixAllKind = "source.fixAll.cloze";

/** Fixes made without being looked at must be surer than those that are shown (harper#998), and stand out: this leaves little for any other. */
const SURE = 0.95;

/** Who wants everything fixed: somebody who looks, or saving a file. */
type Asker = "writer" | "saving";

/**
 * Fixes everything that is sure enough, from the last report of this very version; nothing is computed, so saving never waits.
 * @returns `undefined` where there is nothing to do; a writer is told why nothing is fixed, saving goes on in silence
 */
export function fixAll(document: ActionDocument, asker: Asker): Required<Offered> | undefined {
  // Hints are not among what is left: nobody sees them without looking.
  const underlined = document.reported.filter(isSure);
  const sure = underlined.filter(isFixable);
  const unsure = underlined.length - sure.length;
  if (sure.length === 0 && (asker === "saving" || unsure + document.waiting === 0)) return undefined;
  const edits = sure.flatMap(({ replaced, fixes: [first] }) =>
    first ? [{ range: replaced, newText: first.text }] : [],
  );
  const action = { title: l10n.t("Fix all sure findings (Cloze)"), kind: fixAllKind };
  return {
    action: edits.length === 0 ? action : { ...action, edit: workspaceEditOf(document, edits) },
    told: outcome(edits.length, { unsure, waiting: document.waiting }),
  };
}

/** True for a finding that may be fixed without being looked at. */
function isFixable({ fixes }: FindingData): boolean {
  return (fixes[0]?.probability ?? 0) >= SURE;
}

/** What was done, what was left, and why. */
function outcome(fixed: number, { unsure, waiting }: { readonly unsure: number; readonly waiting: number }): string {
  const done = l10n.t("Cloze: {0} fixed.", fixed);
  const reasons = [
    ...(unsure > 0 ? [l10n.t("{0} less sure than {1}", unsure, percent(SURE))] : []),
    ...(waiting > 0 ? [l10n.t("{0} still being checked", waiting)] : []),
  ];
  if (reasons.length === 0) return done;
  const left = l10n.t("Left: {0}.", reasons.join(", "));
  const more = unsure > 0 ? [l10n.t("“Fix Everything Shown in This File” shows them.")] : [];
  return [done, left, ...more].join(" ");
}

/** A code action, and what is to be said when it is applied. */
export interface Offered {
  readonly action: CodeAction;
  readonly told?: string;
}

/** What an action without its edit carries until the writer chooses it. */
interface Deferred {
  readonly edit?: WorkspaceEdit;
  readonly told?: string;
}

/**
 * The action with its edit put aside. A menu can stay open while another program changes the file, and VS Code applies an edit
 * whatever the version that it names (its client drops that); so the edit is handed out when the action is chosen.
 */
export function deferred({ action: { edit, ...action }, told }: Offered): CodeAction {
  if (!edit && told === undefined) return action;
  const data: Deferred = { ...(edit && { edit }), ...(told !== undefined && { told }) };
  return { ...action, data };
}

/** What was put aside, if the document is still of the version that it was made for; `undefined` where it has changed. */
export function chosen(action: CodeAction, versionOf: (uri: string) => number | undefined): Deferred | undefined {
  const data = (action.data ?? {}) as Deferred;
  const changes = data.edit?.documentChanges ?? [];
  const isPresent = changes.every(
    (change) => "textDocument" in change && change.textDocument.version === versionOf(change.textDocument.uri),
  );
  return isPresent ? data : undefined;
}
