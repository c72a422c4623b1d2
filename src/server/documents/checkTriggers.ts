import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Settings } from "../settings/settings.js";
import type { OpenDocuments } from "./openDocuments.js";

/** Decides whether the present text of a document is to be checked, or whether it waits for the writer (`cloze.checkOn`). */
export interface CheckTriggers {
  isDue(document: TextDocument, checkOn: Settings["checkOn"]): boolean;
  /** The writer wants the document checked as it is now. */
  request(document: TextDocument): void;
  forget(uri: string): void;
}

/** What is written there is never saved, or not by itself, so that waiting for it would be for ever. */
const WITHOUT_SAVING = /^(?:vscode-scm|vscode-notebook-cell):/u;

/** @param documents a document that has not been changed since it was opened counts as saved */
export function createCheckTriggers(documents: OpenDocuments): CheckTriggers {
  const wanted = new Map<string, number>();
  const saved = new Map<string, number>();
  documents.onSave(({ uri, version }) => void saved.set(uri, version));
  return {
    isDue({ uri, version }, checkOn) {
      switch (checkOn) {
        case "type":
          return true;
        case "save":
          return [wanted.get(uri), saved.get(uri)].includes(version) || !documents.lastChange(uri) || WITHOUT_SAVING.test(uri); // prettier-ignore
        case "command":
          return wanted.get(uri) === version;
        default:
          throw new Error(`Unknown occasion: ${String(checkOn)}`);
      }
    },
    request: ({ uri, version }) => void wanted.set(uri, version),
    forget(uri) {
      wanted.delete(uri);
      saved.delete(uri);
    },
  };
}
