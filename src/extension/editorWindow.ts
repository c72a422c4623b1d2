import { Range, type TextEditor, window } from "vscode";
import type { PlaceRange } from "../protocol.js";

/** The editor that a command is meant for: the one with the caret, else the one beside the page that has the focus. */
export function activeOrVisibleEditor(): TextEditor | undefined {
  return window.activeTextEditor ?? window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
}

const SHOWN_FOR = 5000;

/** Says something in the status bar for some seconds: an answer to a command, but no pop-up. */
export function showStatusMessage(message: string): void {
  window.setStatusBarMessage(message, SHOWN_FOR);
}

/** A range of the protocol as the editor has it. */
export function toRange({ start, end }: PlaceRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
