import { ProgressLocation, WorkspaceEdit, l10n, window, workspace, type TextDocument } from "vscode";
import { shownFixes, type ShownFix } from "../../protocol.js";
import { toRange } from "../editorRange.js";
import { presentEditor } from "../presentEditor.js";
import type { ServerHost } from "../serverHost.js";
import { tellBriefly } from "../tellBriefly.js";
import { pickFixes } from "./fixPreview.js";

/** Shows what the first fix of every finding in the present file would make of the text, and applies those that are left ticked. */
export async function fixShown(server: ServerHost): Promise<void> {
  const editor = presentEditor();
  if (!editor) return tellBriefly(l10n.t("Cloze: no file is open."));
  const { document } = editor;
  const uri = document.uri.toString();
  const options = { location: ProgressLocation.Window, title: l10n.t("Cloze: checking") };
  const found = await window.withProgress(options, () => server.request(shownFixes, { uri }));
  if (!found || found.fixes.length === 0) {
    return tellBriefly(found?.waiting ? outcomeText(0, 0, found.waiting) : l10n.t("Cloze: no findings in this file."));
  }
  const chosen = await pickFixes(editor, found.fixes);
  if (!chosen) return;
  if (document.version !== found.version || !(await apply(document, chosen))) {
    return tellBriefly(l10n.t("Cloze: the text has changed, so nothing was done."));
  }
  tellBriefly(outcomeText(chosen.length, found.fixes.length - chosen.length, found.waiting));
}

/** One edit, which one undo takes back. VS Code refuses it if the text changes before it is there. */
async function apply(document: TextDocument, fixes: readonly ShownFix[]): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of fixes) edit.replace(document.uri, toRange(range), newText);
  return workspace.applyEdit(edit);
}

/** What was done, what was left, and why. */
function outcomeText(fixed: number, unticked: number, waiting: number): string {
  const reasons = [
    ...(unticked > 0 ? [l10n.t("{0} not ticked", unticked)] : []),
    ...(waiting > 0 ? [l10n.t("{0} still being checked", waiting)] : []),
  ];
  const done = l10n.t("Cloze: {0} fixed.", fixed);
  return reasons.length === 0 ? done : `${done} ${l10n.t("Left: {0}.", reasons.join(", "))}`;
}
