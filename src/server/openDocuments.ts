import {
  TextDocuments,
  type Connection,
  type Position,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../grammar/span.js";
import type { AttentionParams } from "../protocol.js";

/** Where the writer is in one document, as far as the server knows. */
export interface Attention {
  /** Offset of the caret; after a change the end of the change, until the client says better. */
  readonly caret: number | undefined;
  readonly visible: readonly Span[];
}

/** When and where a document was last typed in. */
export interface Change {
  /** Milliseconds of `Date.now()`. */
  readonly at: number;
  /** Where the change ends. */
  readonly offset: number;
}

/** The documents that the client has opened, with the writer's place in each. Keyed by URI. */
export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  all(): TextDocument[];
  /** `undefined` while the document is as it was opened. */
  lastChange(uri: string): Change | undefined;
  attention(uri: string): Attention;
  moveAttention(params: AttentionParams): void;
  listen(connection: Connection): void;
  onChange(listener: (document: TextDocument) => void): void;
  onSave(listener: (document: TextDocument) => void): void;
  onClose(listener: (uri: string) => void): void;
}

interface Place {
  caret: Position | undefined;
  visible: AttentionParams["visible"];
}

export function createOpenDocuments(): OpenDocuments {
  const changes = new Map<string, Change>();
  const places = new Map<string, Place>();
  const documents = new TextDocuments<TextDocument>({
    create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text),
    update(document, edits, version) {
      const updated = TextDocument.update(document, edits, version);
      const offset = endOfLast(edits, updated);
      changes.set(document.uri, { at: Date.now(), offset });
      const place = places.get(document.uri);
      if (place?.caret) place.caret = updated.positionAt(offset);
      return updated;
    },
  });
  documents.onDidClose(({ document }) => {
    changes.delete(document.uri);
    places.delete(document.uri);
  });
  return {
    get: (uri) => documents.get(uri),
    all: () => documents.all(),
    lastChange: (uri) => changes.get(uri),
    attention(uri) {
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
    moveAttention({ uri, caret, visible }) {
      if (documents.get(uri)) places.set(uri, { caret, visible });
    },
    listen: (connection) => documents.listen(connection),
    onChange: (listener) => documents.onDidChangeContent(({ document }) => listener(document)),
    onSave: (listener) => documents.onDidSave(({ document }) => listener(document)),
    onClose: (listener) => documents.onDidClose(({ document }) => listener(document.uri)),
  };
}

function endOfLast(edits: readonly TextDocumentContentChangeEvent[], document: TextDocument): number {
  const last = edits.at(-1);
  return last && "range" in last ? document.offsetAt(last.range.start) + last.text.length : 0;
}
