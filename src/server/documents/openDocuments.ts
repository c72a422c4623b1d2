import { TextDocument } from "vscode-languageserver-textdocument";
import {
  type Connection,
  type Position,
  type TextDocumentContentChangeEvent,
  TextDocuments,
} from "vscode-languageserver";
import type { Span } from "../../grammar/span.js";
import type { ViewportParams } from "../../protocol.js";

/** Where the writer is in one document, as far as the server knows. */
export interface Viewport {
  /** Offset of the caret; after a change the end of the change, until the client says better. */
  readonly caret: number | undefined;
  readonly visible: readonly Span[];
}

/** When and where a document was last typed in. */
interface Change {
  /** Milliseconds of `Date.now()`. */
  readonly at: number;
  /** Where the change ends. */
  readonly offset: number;
}

/** One edit: the span of the text as it was until then becomes so many UTF-16 code units. */
export interface ContentChange extends Span {
  readonly length: number;
}

/** The documents that the client has opened, with the writer's place in each. Keyed by URI. */
export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  all(): TextDocument[];
  /** What the document held when it was opened. */
  openedText(uri: string): string | undefined;
  /** `undefined` while the document is as it was opened. */
  lastChange(uri: string): Change | undefined;
  viewport(uri: string): Viewport;
  moveViewport(params: ViewportParams): void;
  listen(connection: Connection): void;
  onChange(listener: (document: TextDocument) => void): void;
  onSave(listener: (document: TextDocument) => void): void;
  /** Told of each single edit, in the order in which they are made. */
  onEdit(listener: (uri: string, edit: ContentChange) => void): void;
  onClose(listener: (uri: string) => void): void;
}

interface ClientViewport {
  caret: Position | undefined;
  visible: ViewportParams["visible"];
}

export function createOpenDocuments(): OpenDocuments {
  const opened = new Map<string, string>();
  const changes = new Map<string, Change>();
  const places = new Map<string, ClientViewport>();
  const editListeners: ((uri: string, edit: ContentChange) => void)[] = [];
  const documents = new TextDocuments<TextDocument>({
    create(uri, languageId, version, text) {
      opened.set(uri, text);
      return TextDocument.create(uri, languageId, version, text);
    },
    update(document, edits, version) {
      let updated = document;
      for (const edit of edits) {
        const span = spanOf(edit, updated);
        updated = TextDocument.update(updated, [edit], version);
        for (const listener of editListeners) listener(document.uri, { ...span, length: edit.text.length });
      }
      const offset = endOfLast(edits, updated);
      changes.set(document.uri, { at: Date.now(), offset });
      const place = places.get(document.uri);
      if (place?.caret) place.caret = updated.positionAt(offset);
      return updated;
    },
  });
  documents.onDidClose(({ document }) => {
    opened.delete(document.uri);
    changes.delete(document.uri);
    places.delete(document.uri);
  });
  return {
    get: (uri) => documents.get(uri),
    all: () => documents.all(),
    openedText: (uri) => opened.get(uri),
    lastChange: (uri) => changes.get(uri),
    viewport(uri) {
      const document = documents.get(uri);
      const place = places.get(uri);
      if (!document) return { caret: undefined, visible: [] };
      return {
        caret: place?.caret ? document.offsetAt(place.caret) : changes.get(uri)?.offset,
        visible:
          place?.visible.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) })) ??
          [],
      };
    },
    moveViewport({ uri, caret, visible }) {
      if (documents.get(uri)) places.set(uri, { caret, visible });
    },
    listen: (connection) => documents.listen(connection),
    onChange: (listener) => documents.onDidChangeContent(({ document }) => listener(document)),
    onSave: (listener) => documents.onDidSave(({ document }) => listener(document)),
    onEdit: (listener) => void editListeners.push(listener),
    onClose: (listener) => documents.onDidClose(({ document }) => listener(document.uri)),
  };
}

function spanOf(edit: TextDocumentContentChangeEvent, document: TextDocument): Span {
  if (!("range" in edit)) return { start: 0, end: document.getText().length };
  return { start: document.offsetAt(edit.range.start), end: document.offsetAt(edit.range.end) };
}

function endOfLast(edits: readonly TextDocumentContentChangeEvent[], document: TextDocument): number {
  const last = edits.at(-1);
  return last && "range" in last ? document.offsetAt(last.range.start) + last.text.length : 0;
}
