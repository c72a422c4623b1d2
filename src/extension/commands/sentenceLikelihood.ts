import { type DecorationOptions, type Disposable, l10n, type TextEditor, window, workspace } from "vscode";
import { likelihood, type WordLikelihood } from "../../protocol.js";
import { activeOrVisibleEditor, showStatusMessage, toRange } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";
import { likelihoodText, type Surprise, surpriseOf, surprises } from "./likelihoodTint.js";

/** Tint and underline together, so that nobody has to tell colours apart; the numbers are in the hover. */
const styles: Readonly<Record<Surprise, { backgroundColor: string; textDecoration: string }>> = {
  expected: { backgroundColor: "rgba(60, 160, 90, 0.16)", textDecoration: "none" },
  plausible: { backgroundColor: "rgba(200, 180, 40, 0.16)", textDecoration: "underline dotted" },
  unlikely: { backgroundColor: "rgba(220, 130, 30, 0.22)", textDecoration: "underline dashed" },
  surprising: { backgroundColor: "rgba(200, 60, 60, 0.28)", textDecoration: "underline double" },
};

export interface LikelihoodView extends Disposable {
  /** Tints the words of the selection's sentences; a second time, on the same editor, takes the tint away. */
  toggle(): Promise<void>;
}

export function createLikelihoodView(server: ServerHost): LikelihoodView {
  const types = surprises.map((step) => ({ step, type: window.createTextEditorDecorationType(styles[step]) }));
  let shown: TextEditor | undefined;

  function clear(): void {
    for (const { type } of types) shown?.setDecorations(type, []);
    shown = undefined;
  }

  function show(editor: TextEditor, words: readonly WordLikelihood[]): void {
    shown = editor;
    for (const { step, type } of types) {
      const own = words.filter(({ logLikelihood }) => surpriseOf(logLikelihood) === step);
      editor.setDecorations(type, own.map(decorationOf));
    }
  }

  // Numbers of an earlier text would be wrong.
  const listener = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0 && document === shown?.document) clear();
  });

  return {
    async toggle() {
      const editor = activeOrVisibleEditor();
      if (!editor) return showStatusMessage(l10n.t("Cloze: no file is open."));
      const isSame = shown === editor;
      clear();
      if (isSame && editor.selection.isEmpty) return showStatusMessage(l10n.t("Cloze: likelihoods are hidden."));
      const { document, selection } = editor;
      const { version } = document;
      const range = { start: { ...placeOf(selection.start) }, end: { ...placeOf(selection.end) } };
      const words = await server.request(likelihood, { uri: document.uri.toString(), range });
      if (words.length === 0)
        return showStatusMessage(l10n.t("Cloze: there is no sentence here that the model can read."));
      if (document.version === version) show(editor, words);
    },
    dispose() {
      clear();
      listener.dispose();
      for (const { type } of types) type.dispose();
    },
  };
}

function placeOf({ line, character }: { line: number; character: number }): { line: number; character: number } {
  return { line, character };
}

function decorationOf({ range, logLikelihood }: WordLikelihood): DecorationOptions {
  const hoverMessage = l10n.t(
    "Cloze: when this word is masked, the model expects it here with {0} (log-likelihood {1}).",
    likelihoodText(logLikelihood),
    logLikelihood.toFixed(2),
  );
  return { range: toRange(range), hoverMessage };
}
