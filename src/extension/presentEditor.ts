import { window, type TextEditor } from "vscode";

/** The editor that a command is meant for: the one with the caret, else the one beside the page that has the focus. */
export function presentEditor(): TextEditor | undefined {
  return window.activeTextEditor ?? window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
}
