import {
  BulkRegistration,
  type BulkUnregistration,
  CodeActionKind,
  CodeActionRequest,
  type Connection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { fixAllKind } from "../features/fixAll.js";
import type { Session } from "../session.js";

/**
 * Documents of languages that only a folder's `.cloze.json` names. The client chose by its settings what it sends, so it is asked
 * for these.
 */
interface DynamicRegistration {
  /** Settings, folders or their files have changed. */
  update(): Promise<void>;
}

export function createDynamicRegistration(connection: Connection, session: Session): DynamicRegistration {
  let present = "";
  let registered: Promise<BulkUnregistration> | undefined;

  return {
    async update() {
      if (!session.state.client.canRegisterDocuments) return;
      const wanted = await extraLanguages(session);
      if (wanted.join() === present) return;
      present = wanted.join();
      (await registered)?.dispose();
      registered = wanted.length > 0 ? connection.client.register(registrationOf(wanted)) : undefined;
    },
  };
}

/** Sorted, without those that the client sends anyway. */
async function extraLanguages({ settings, projects }: Session): Promise<string[]> {
  const folders = projects.folders().map(({ uri }) => uri);
  const sent = await Promise.all([undefined, ...folders].map((uri) => settings.of(uri)));
  const known = new Set(sent.flatMap(({ languages }) => Object.keys(languages)));
  const named = await Promise.all(folders.map((uri) => projects.ofFolder(uri)));
  const wanted = named.flatMap(({ layer }) => Object.entries(layer.languages ?? {}));
  return [...new Set(wanted.flatMap(([id, parser]) => (parser === "off" || known.has(id) ? [] : [id])))].sort();
}

function registrationOf(languages: readonly string[]): BulkRegistration {
  const documentSelector = languages.map((language) => ({ scheme: "file", language }));
  const registration = BulkRegistration.create();
  registration.add(DidOpenTextDocumentNotification.type, { documentSelector });
  registration.add(DidChangeTextDocumentNotification.type, {
    documentSelector,
    syncKind: TextDocumentSyncKind.Incremental,
  });
  registration.add(DidSaveTextDocumentNotification.type, { documentSelector });
  registration.add(DidCloseTextDocumentNotification.type, { documentSelector });
  registration.add(DocumentDiagnosticRequest.type, {
    documentSelector,
    identifier: "cloze",
    interFileDependencies: false,
    workspaceDiagnostics: false,
  });
  registration.add(CodeActionRequest.type, {
    documentSelector,
    codeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
  });
  registration.add(HoverRequest.type, { documentSelector });
  return registration;
}
