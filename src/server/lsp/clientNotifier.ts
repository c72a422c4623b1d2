import { type Connection, MessageType, ShowMessageNotification } from "vscode-languageserver";
import {
  documentStatus,
  type DocumentStatusParams,
  modelInUse,
  type ModelInUseParams,
  status,
  type StatusParams,
  tell,
} from "../../protocol.js";
import { describeError } from "./runSafe.js";

/** Asks the client to pull again. */
interface Refresher {
  request(): void;
}

/**
 * At most one refresh is on its way at any time; those asked for meanwhile become one more.
 * @param refresh sends the request and resolves when the client has answered
 */
export function createRefresher(refresh: () => Promise<void>, onError: (error: unknown) => void): Refresher {
  let outstanding = false;
  let wanted = false;

  async function run(): Promise<void> {
    outstanding = true;
    while (wanted) {
      wanted = false;
      await refresh().catch(onError);
    }
    outstanding = false;
  }

  return {
    request() {
      wanted = true;
      if (!outstanding) void run();
    },
  };
}

/** Everything that the server says to the client without being asked. */
export interface ClientNotifier {
  /** Sent only when it has changed. */
  status(params: StatusParams): void;
  /** Sent only when it has changed. */
  documentStatus(params: DocumentStatusParams): void;
  /** Sent only when it has changed. */
  modelInUse(params: ModelInUseParams): void;
  /** For some seconds, about what the writer has just done. */
  tell(message: string): void;
  forgetDocument(uri: string): void;
  /** Asks the client to pull again. */
  refresh(): void;
  /** A pop-up; only the first of a session is shown, what else goes wrong is in the status. */
  showError(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  logError(name: string, error: unknown): void;
}

/** @param canRefresh whether the client knows `workspace/diagnostic/refresh` */
export function createClientNotifier(connection: Connection, canRefresh: () => boolean): ClientNotifier {
  const said = new Map<string, string>();
  let hasAlerted = false;

  /** True if this has not just been said of this subject. */
  function isNew(subject: string, params: unknown): boolean {
    const content = JSON.stringify(params);
    if (said.get(subject) === content) return false;
    said.set(subject, content);
    return true;
  }

  const logError = (name: string, error: unknown): void => connection.console.error(`${name}: ${describeError(error)}`);
  const refresher = createRefresher(
    () => (canRefresh() ? connection.languages.diagnostics.refresh() : Promise.resolve()),
    (error) => logError("refresh", error),
  );

  return {
    status(params) {
      if (isNew("", params)) void connection.sendNotification(status.method, params);
    },
    documentStatus(params) {
      if (isNew(params.uri, params)) void connection.sendNotification(documentStatus.method, params);
    },
    modelInUse(params) {
      if (isNew(modelInUse.method, params)) void connection.sendNotification(modelInUse.method, params);
    },
    tell: (message) => void connection.sendNotification(tell.method, { message }),
    forgetDocument: (uri) => said.delete(uri),
    refresh: () => refresher.request(),
    showError(message) {
      if (!hasAlerted)
        void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
      hasAlerted = true;
    },
    info: (message) => connection.console.info(message),
    warn: (message) => connection.console.warn(message),
    logError,
  };
}
