import { PassThrough } from "node:stream";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  CancellationToken,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CodeActionTriggerKind,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  FileChangeType,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  type ServerCapabilities,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  UnregistrationRequest,
} from "vscode-languageserver/node";
import {
  documentStatus,
  type DocumentStatusParams,
  type InitializationOptions,
  type NotificationKind,
  type RequestKind,
  status,
  type StatusParams,
  workspaceSettings,
} from "../../src/protocol.js";
import type { LoadEngine } from "../../src/server/checking/engine.js";
import type { Timing } from "../../src/server/checking/timing.js";
import type { Training } from "../../src/server/learning/learning.js";
import { fileLearning } from "../../src/server/learning/learningRequests.js";
import { createNodeMachine } from "../../src/server/nodeMachine.js";
import { startServer } from "../../src/server/server.js";

/** So short that no test waits long, so far apart that their order is sure on a busy machine. */
export const quick: Timing = {
  typingPause: 10,
  headStart: 4,
  idleDelay: 400,
  answerWithin: 20,
  refreshEvery: 20,
  keepModel: 60_000,
};

/** The other end of the connection: what an editor does, without an editor. */
export interface Editor {
  readonly messages: string[];
  readonly logged: string[];
  readonly statuses: StatusParams[];
  readonly documentStatuses: DocumentStatusParams[];
  readonly published: PublishDiagnosticsParams[];
  /** What the server has registered and not taken back. */
  readonly registrations: Registration[];
  /** The next requests for settings fail. */
  refuseSettings(times: number): void;
  refreshes(): number;
  nextRefresh(): Promise<void>;
  until(condition: () => boolean): Promise<void>;
  open(text: string, languageId?: string, uri?: string): TextDocument;
  /** Replaces the first occurrence of `before`. */
  replace(document: TextDocument, before: string, after: string): void;
  close(document: TextDocument): void;
  save(document: TextDocument): void;
  /** A file that the client watches has changed. */
  touch(uri: string): Promise<void>;
  pull(document: TextDocument, previousResultId?: string, token?: CancellationToken): Promise<DocumentDiagnosticReport>;
  /** Pulls until the report is complete. */
  findings(document: TextDocument): Promise<Diagnostic[]>;
  actions(document: TextDocument, diagnostics: Diagnostic[], only?: string[], triggerKind?: CodeActionTriggerKind): Promise<CodeAction[]>; // prettier-ignore
  /** What is asked for when the writer has chosen the action. */
  choose(action: CodeAction): Promise<CodeAction>;
  hover(document: TextDocument, position: Position): Promise<Hover | null>;
  configure(settings: unknown): Promise<void>;
  notify<P>(kind: NotificationKind<P>, params: P): Promise<void>;
  request<P, R>(kind: RequestKind<P, R>, params: P, token?: CancellationToken): Promise<R>;
  onNotification<P>(kind: NotificationKind<P>, listener: (params: P) => void): void;
  /** What the server has said that it does. */
  readonly capabilities: ServerCapabilities;
  /** Waits for the server's answer. */
  shutDown(): Promise<void>;
  dispose(): void;
}

export interface EditorOptions {
  readonly settings?: unknown;
  readonly timing?: Timing;
  readonly folder?: string;
  readonly folders?: readonly string[];
  /** What workspace and folder say themselves of a document. */
  readonly ofWorkspace?: (uri: string | undefined) => unknown;
  readonly initialization?: InitializationOptions;
  readonly training?: Training;
  /** It asks for the edit of a code action when that is chosen, as VS Code does. */
  readonly choosesFirst?: true;
}

export async function editorAgainst(load: LoadEngine, options: EditorOptions = {}): Promise<Editor> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(createConnection(toServer, toClient), {
    load,
    timing: options.timing ?? quick,
    machine: createNodeMachine(),
    learning: fileLearning(options.training),
  });
  const client = createProtocolConnection(toClient, toServer);
  const editor = createEditor(client, options);
  client.listen();
  const { capabilities } = await client.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    workspaceFolders: foldersOf(options).map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf("/") + 1) })),
    initializationOptions: { hasCommands: true, ...options.initialization },
    capabilities: {
      textDocument: {
        ...{ synchronization: { dynamicRegistration: true }, diagnostic: { dynamicRegistration: true } },
        ...(options.choosesFirst && { codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } } }),
      },
      workspace: {
        configuration: true,
        workspaceFolders: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        diagnostics: { refreshSupport: true },
      },
    },
  });
  await client.sendNotification(InitializedNotification.type, {});
  return Object.assign(editor, { capabilities });
}

function foldersOf({ folder, folders = [] }: EditorOptions): readonly string[] {
  return folder === undefined ? folders : [folder, ...folders];
}

function createEditor(
  client: ProtocolConnection,
  { settings = {}, ofWorkspace = () => null }: EditorOptions,
): Omit<Editor, "capabilities"> {
  let present = settings;
  let refreshes = 0;
  let refusals = 0;
  let waiting: { condition: () => boolean; resolve: () => void }[] = [];
  const messages: string[] = [];
  const logged: string[] = [];
  const statuses: StatusParams[] = [];
  const documentStatuses: DocumentStatusParams[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const registrations: Registration[] = [];

  function settle(): void {
    const done = waiting.filter(({ condition }) => condition());
    waiting = waiting.filter((each) => !done.includes(each));
    done.forEach(({ resolve }) => resolve());
  }
  function keep<T>(list: T[]): (item: T) => void {
    return (item) => {
      list.push(item);
      settle();
    };
  }
  const until = (condition: () => boolean): Promise<void> =>
    condition() ? Promise.resolve() : new Promise((resolve) => waiting.push({ condition, resolve }));

  client.onRequest(ConfigurationRequest.type, ({ items }) => {
    if (refusals-- > 0) throw new Error("The client is busy.");
    return items.map(({ section, scopeUri }) => (section === workspaceSettings ? ofWorkspace(scopeUri) : present));
  });
  client.onRequest(RegistrationRequest.type, ({ registrations: all }) => all.forEach(keep(registrations)));
  client.onRequest(UnregistrationRequest.type, ({ unregisterations: all }) => {
    for (const { id } of all) {
      const at = registrations.findIndex((registration) => registration.id === id);
      if (at >= 0) registrations.splice(at, 1);
    }
    settle();
  });
  client.onRequest(DiagnosticRefreshRequest.type, () => {
    refreshes++;
    settle();
  });
  client.onNotification(ShowMessageNotification.type, ({ message }) => keep(messages)(message));
  client.onNotification(LogMessageNotification.type, ({ message }) => keep(logged)(message));
  client.onNotification(PublishDiagnosticsNotification.type, keep(published));
  client.onNotification(status.method, keep(statuses));
  client.onNotification(documentStatus.method, keep(documentStatuses));

  const nextRefresh = (): Promise<void> => {
    const before = refreshes;
    return until(() => refreshes > before);
  };
  const pull: Editor["pull"] = ({ uri }, previousResultId, token) =>
    client.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) },
      token,
    );

  return {
    ...{ messages, logged, statuses, documentStatuses, published, registrations },
    refuseSettings: (times) => void (refusals = times),
    refreshes: () => refreshes,
    nextRefresh,
    until,
    open(text, languageId = "markdown", uri = "file:///folder/test.md") {
      void client.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version: 1, text },
      });
      return TextDocument.create(uri, languageId, 1, text);
    },
    replace(document, before, after) {
      const start = document.getText().indexOf(before);
      const range = { start: document.positionAt(start), end: document.positionAt(start + before.length) };
      TextDocument.update(document, [{ range, text: after }], document.version + 1);
      const textDocument = { uri: document.uri, version: document.version };
      void client.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument,
        contentChanges: [{ range, text: after }],
      });
    },
    close: ({ uri }) => void client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    save: ({ uri }) => void client.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } }),
    touch: (uri) =>
      client.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri, type: FileChangeType.Changed }],
      }),
    pull,
    async findings(document) {
      for (;;) {
        const seen = refreshes;
        const report = await pull(document);
        const last = documentStatuses.findLast(({ uri }) => uri === document.uri);
        if (last?.checking === false) return report.kind === "full" ? report.items : [];
        await until(() => refreshes > seen);
      }
    },
    async actions({ uri }, diagnostics, only, triggerKind) {
      const context: CodeActionContext = { diagnostics, ...(only && { only }), ...(triggerKind && { triggerKind }) };
      const range: Range = diagnostics[0]?.range ?? {
        start: { line: 0, character: 0 },
        end: { line: 0, character: 0 },
      };
      return ((await client.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range, context })) ??
        []) as CodeAction[];
    },
    choose: (action) => client.sendRequest(CodeActionResolveRequest.type, action),
    hover: ({ uri }, position) => client.sendRequest(HoverRequest.type, { textDocument: { uri }, position }),
    configure(next) {
      present = next;
      return client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    },
    notify: ({ method }, params) => client.sendNotification(method, params),
    request: ({ method }, params, token = CancellationToken.None) => client.sendRequest(method, params, token),
    onNotification: ({ method }, listener) => void client.onNotification(method, listener),
    shutDown: () => client.sendRequest(ShutdownRequest.type),
    dispose: () => client.dispose(),
  };
}
