import { commands, l10n, languages, Selection, window } from "vscode";
import { activeOrVisibleEditor, showStatusMessage } from "../editorWindow.js";
import { nearestFinding } from "./nearestFinding.js";

/** Moves the caret to the next or previous finding of the active editor and shows what it says. */
export async function goToFinding(direction: "next" | "previous"): Promise<void> {
  const editor = activeOrVisibleEditor();
  if (!editor) return showStatusMessage(l10n.t("Cloze: no file is open."));
  const ranges = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source }) => source === "Cloze")
    .map(({ range }) => range);
  const range = nearestFinding(ranges, editor.selection.active, direction);
  if (!range) return showStatusMessage(l10n.t("Cloze: no findings in this file."));
  if (editor !== window.activeTextEditor) await window.showTextDocument(editor.document, editor.viewColumn);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range);
  await commands.executeCommand("editor.action.showHover");
}
