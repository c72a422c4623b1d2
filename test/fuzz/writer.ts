import { CancellationTokenSource, type Diagnostic } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { didChangeViewport } from "../../src/protocol.js";
import type { Editor } from "../server/editorAgainst.js";
import type { Edit } from "./edits.js";

/** Does what VS Code does and no more: pulls a document when it has changed or the server asks for it, and gives up a pull for a newer one. */
export interface Writer {
  open(uri: string, languageId: string, text: string): TextDocument;
  edit(document: TextDocument, edit: Edit): void;
  /** @param offset of the caret */
  lookAt(document: TextDocument, offset: number): void;
  close(document: TextDocument): void;
  /** What is shown now. */
  shown(document: TextDocument): readonly Diagnostic[];
  /** Resolves with true as soon as nothing is asked and the server says that there is no more to come, with false after so many milliseconds. */
  comesToRest(document: TextDocument, within: number): Promise<boolean>;
}

interface Open {
  readonly document: TextDocument;
  items: readonly Diagnostic[];
  resultId: string | undefined;
  pulling: CancellationTokenSource | undefined;
}

export function createWriter(editor: Editor): Writer {
  const open = new Map<string, Open>();
  const listeners = new Set<() => void>();

  async function pull(one: Open): Promise<void> {
    one.pulling?.cancel();
    const source = new CancellationTokenSource();
    one.pulling = source;
    const report = await editor.pull(one.document, one.resultId, source.token).catch(() => undefined);
    if (one.pulling !== source) return;
    one.pulling = undefined;
    if (report?.kind === "full") one.items = report.items;
    if (report) one.resultId = report.resultId;
    for (const listener of listeners) listener();
  }

  async function follow(): Promise<void> {
    for (;;) {
      await editor.nextRefresh();
      for (const one of open.values()) void pull(one);
    }
  }
  void follow();

  const rests = ({ uri }: TextDocument): boolean =>
    open.get(uri)?.pulling === undefined &&
    editor.documentStatuses.findLast((status) => status.uri === uri)?.checking === false;

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
    lookAt(document, offset) {
      void editor.notify(didChangeViewport, { uri: document.uri, caret: document.positionAt(offset), visible: [] });
    },
    close(document) {
      open.get(document.uri)?.pulling?.cancel();
      open.delete(document.uri);
      editor.close(document);
    },
    shown: ({ uri }) => open.get(uri)?.items ?? [],
    comesToRest(document, within) {
      if (rests(document)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const done = (isAtRest: boolean): void => {
          clearTimeout(timer);
          listeners.delete(look);
          resolve(isAtRest);
        };
        const look = (): void => {
          if (rests(document)) done(true);
        };
        const timer = setTimeout(() => done(false), within);
        listeners.add(look);
      });
    },
  };
}
