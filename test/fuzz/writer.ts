import { CancellationTokenSource, type Diagnostic } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Editor } from "../server/editorAgainst.js";
import type { Edit } from "./edits.js";

/** Does what VS Code does and no more: pulls a document when it has changed or the server asks for it, and gives up a pull for a newer one. */
export interface Writer {
  open(uri: string, languageId: string, text: string): TextDocument;
  edit(document: TextDocument, edit: Edit): void;
  close(document: TextDocument): void;
  /** What is shown now. */
  shown(document: TextDocument): readonly Diagnostic[];
  /** Resolves with true as soon as the condition holds, with false if it does not within so many milliseconds. */
  sees(condition: () => boolean, within: number): Promise<boolean>;
}

interface Open {
  readonly document: TextDocument;
  items: readonly Diagnostic[];
  resultId: string | undefined;
  pulling: CancellationTokenSource | undefined;
}

export function createWriter(editor: Editor): Writer {
  const open = new Map<string, Open>();
  let listeners: (() => void)[] = [];

  async function pull(one: Open): Promise<void> {
    one.pulling?.cancel();
    const source = new CancellationTokenSource();
    one.pulling = source;
    const report = await editor.pull(one.document, one.resultId, source.token).catch(() => undefined);
    if (report === undefined || one.pulling !== source) return;
    if (report.kind === "full") one.items = report.items;
    one.resultId = report.resultId;
    listeners.splice(0).forEach((listener) => listener());
  }

  async function follow(): Promise<void> {
    for (;;) {
      await editor.nextRefresh();
      for (const one of open.values()) void pull(one);
    }
  }
  void follow();

  return {
    open(uri, languageId, text) {
      const one: Open = { document: editor.open(text, languageId, uri), items: [], resultId: undefined, pulling: undefined }; // prettier-ignore
      open.set(uri, one);
      void pull(one);
      return one.document;
    },
    edit(document, { start, end, text }) {
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      TextDocument.update(document, [{ range, text }], document.version + 1);
      const textDocument = { uri: document.uri, version: document.version };
      void editor.notify({ method: "textDocument/didChange" }, { textDocument, contentChanges: [{ range, text }] });
      const one = open.get(document.uri);
      if (one) void pull(one);
    },
    close(document) {
      open.get(document.uri)?.pulling?.cancel();
      open.delete(document.uri);
      editor.close(document);
    },
    shown: ({ uri }) => open.get(uri)?.items ?? [],
    async sees(condition, within) {
      const end = Date.now() + within;
      while (!condition()) {
        const left = end - Date.now();
        if (left <= 0) return false;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          listeners.push(() => {
            clearTimeout(timer);
            resolve();
          });
        });
      }
      listeners = [];
      return true;
    },
  };
}
