import { type Disposable, type TextEditor, window, workspace } from "vscode";
import type { ViewportParams } from "../protocol.js";

/** Milliseconds without a move before the caret is sent. */
const DELAY = 120;

/** Sends where the writer is, once the caret and the view have come to rest. No timer runs while nothing moves. */
export function createViewportSender(send: (params: ViewportParams) => void): Disposable[] {
  const timers = new Map<string, NodeJS.Timeout>();

  function sendLater(editor: TextEditor | undefined): void {
    if (!editor) return;
    const uri = editor.document.uri.toString();
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => {
        timers.delete(uri);
        send(viewportOf(editor));
      }, DELAY),
    );
  }

  sendLater(window.activeTextEditor);
  return [
    window.onDidChangeTextEditorSelection(({ textEditor }) => sendLater(textEditor)),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => sendLater(textEditor)),
    window.onDidChangeActiveTextEditor(sendLater),
    workspace.onDidCloseTextDocument(({ uri }) => {
      clearTimeout(timers.get(uri.toString()));
      timers.delete(uri.toString());
    }),
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  ];
}

function viewportOf(editor: TextEditor): ViewportParams {
  const uri = editor.document.uri.toString();
  const visible = editor.visibleRanges.map(({ start, end }) => ({ start: place(start), end: place(end) }));
  return editor === window.activeTextEditor
    ? { uri, visible, caret: place(editor.selection.active) }
    : { uri, visible };
}

function place({ line, character }: { line: number; character: number }): { line: number; character: number } {
  return { line, character };
}
