import { l10n, type QuickPickItem, window } from "vscode";
import { suggest } from "../../protocol.js";
import { activeOrVisibleEditor, showStatusMessage, toRange } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";
import { likelihoodText } from "./likelihoodTint.js";

interface Choice extends QuickPickItem {
  readonly text: string;
}

/** Offers the words that the model expects at the caret, and puts the chosen one there. */
export async function suggestWords(server: ServerHost): Promise<void> {
  const editor = activeOrVisibleEditor();
  if (!editor) return showStatusMessage(l10n.t("Cloze: no file is open."));
  const { document, selection } = editor;
  const { line, character } = selection.active;
  const found = await server.request(suggest, { uri: document.uri.toString(), caret: { line, character } });
  if (!found || found.words.length === 0) {
    return showStatusMessage(l10n.t("Cloze: there is no sentence here that the model can read."));
  }
  const { range, replaced, version } = found;
  const choices = found.words.map(({ word, text, probability }): Choice => {
    return { label: word, description: likelihoodText(Math.log(probability)), text };
  });
  const chosen = await window.showQuickPick(choices, {
    title:
      replaced === ""
        ? l10n.t("Put a word here (with the model's probability)")
        : l10n.t("Instead of “{0}” (with the model's probability)", replaced),
  });
  if (!chosen) return;
  // The place is of the text that was looked at.
  if (document.version !== version) return showStatusMessage(l10n.t("Cloze: the text has changed meanwhile."));
  await editor.edit((edit) => edit.replace(toRange(range), chosen.text));
}
