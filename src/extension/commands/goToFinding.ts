import { Selection, commands, languages, l10n, window } from "vscode";
import { nearestFinding } from "./nearestFinding.js";
import { presentEditor } from "../presentEditor.js";
import { tellBriefly } from "../tellBriefly.js";

/** Moves the caret to the next or previous finding of the active editor and shows what it says. */
export async function goToFinding(direction: "next" | "previous"): Promise<void> {
  const editor = presentEditor();
  if (!editor) return tellBriefly(l10n.t("Cloze: no file is open."));
  const ranges = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source }) => source === "Cloze")
    .map(({ range }) => range);
  const range = nearestFinding(ranges, editor.selection.active, direction);
  if (!range) return tellBriefly(l10n.t("Cloze: no findings in this file."));
  if (editor !== window.activeTextEditor) await window.showTextDocument(editor.document, editor.viewColumn);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range);
  await commands.executeCommand("editor.action.showHover");
}
