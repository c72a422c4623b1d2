import { type Event, EventEmitter } from "vscode";
import type { DocumentStatusParams, StatusParams } from "../../protocol.js";
import type { DocumentStatus } from "./statusText.js";

/** What is known of the server and of each document; the status items follow it. */
export interface StatusState {
  readonly onChange: Event<void>;
  setServer(status: StatusParams): void;
  setDocument(status: DocumentStatusParams): void;
  forgetDocument(uri: string): void;
  /** As seen from one document. */
  of(uri: string | undefined): DocumentStatus;
}

export function createStatusState(): StatusState {
  const emitter = new EventEmitter<void>();
  const documents = new Map<string, DocumentStatusParams>();
  let server: StatusParams = { state: "starting" };
  return {
    onChange: emitter.event,
    setServer(status) {
      server = status;
      if (status.state === "starting") documents.clear();
      emitter.fire();
    },
    setDocument(status) {
      documents.set(status.uri, status);
      emitter.fire();
    },
    forgetDocument(uri) {
      if (documents.delete(uri)) emitter.fire();
    },
    of: (uri) => ({
      state: server.state,
      problem: server.problem,
      document: uri === undefined ? undefined : documents.get(uri),
    }),
  };
}
