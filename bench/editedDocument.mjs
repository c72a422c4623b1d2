// The editor's copy of a document, which the server is told the changes of.
import { TextDocument } from "vscode-languageserver-textdocument";

/** @param {string} text */
export function createEditedDocument(text) {
  const document = TextDocument.create("", "markdown", 1, text);
  return {
    get text() {
      return document.getText();
    },
    get version() {
      return document.version;
    },
    offsetAt: (position) => document.offsetAt(position),
    /** @returns {{ range: import("vscode-languageserver-textdocument").Range, text: string }} the change as the protocol has it */
    replace(start, end, replacement) {
      const edit = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text: replacement };
      TextDocument.update(document, [edit], document.version + 1);
      return edit;
    },
  };
}
