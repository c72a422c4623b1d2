import {
  type CancellationToken,
  type Diagnostic,
  type Disposable,
  type ExtensionContext,
  type FileSystemWatcher,
  l10n,
  type LogOutputChannel,
} from "vscode";
import type { BaseLanguageClient, Diagnostic as SentDiagnostic } from "vscode-languageclient";
import {
  documentStatus,
  type DocumentStatusParams,
  type InitializationOptions,
  modelInUse,
  type ModelInUseParams,
  type NotificationKind,
  type RequestKind,
  retrainProgress,
  type RetrainProgressParams,
  status,
  type StatusParams,
  tell,
  type TellParams,
} from "../protocol.js";
import { createServerRun, type ServerRun } from "./client.js";
import { createCrashCounter } from "./crashes.js";
import { showStatusMessage } from "./editorWindow.js";
import type { ServerParts } from "./serverParts.js";

/** Keeps one server running, and carries messages to it. */
export interface ServerHost {
  /** Starts, or starts again with the settings of now. Requests wait for that. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Lost if the server is not running. */
  notify<P>(kind: NotificationKind<P>, params: P): void;
  /** @throws if the server is not running or goes down */
  request<P, R>(kind: RequestKind<P, R>, params: P, token?: CancellationToken): Promise<R>;
  /** The server's diagnostics as the editor has them, with the data that their fixes need. */
  toDiagnostics(sent: readonly SentDiagnostic[]): Promise<Diagnostic[]>;
}

interface ServerHostOptions {
  readonly host: ServerParts;
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly ownFiles: FileSystemWatcher[];
  initialization(): InitializationOptions;
  onStatus(status: StatusParams): void;
  onDocumentStatus(status: DocumentStatusParams): void;
  onRetrainProgress(progress: RetrainProgressParams): void;
  onModelInUse(model: ModelInUseParams): void;
}

export function createServerHost(options: ServerHostOptions): ServerHost {
  const { log, onStatus } = options;
  const crashes = createCrashCounter();
  let run: ServerRun | undefined;
  let isStarting = false;
  let listeners: Disposable[] = [];
  const turns = createTurns(log);

  function onCrash(isCurrent: () => boolean): void {
    const next = crashes.next(Date.now());
    log.warn("The server went down.");
    onStatus(statusAfterCrash(next));
    // Once its turn comes, somebody else may have started it again.
    if (next === "restart") void inTurn(async () => (isCurrent() ? startAgain() : undefined));
  }

  async function stopNow(): Promise<void> {
    const stopping = run;
    listeners.splice(0).forEach((listener) => void listener.dispose());
    run = undefined;
    await stopping?.stop();
  }

  async function startNow(): Promise<void> {
    onStatus({ state: "starting" });
    const starting: ServerRun = createServerRun({ ...options, onCrash: () => onCrash(() => run === starting) });
    run = starting;
    listeners = listen(starting.client, options);
    isStarting = true;
    try {
      await starting.client.start();
      log.info("The server has started.");
    } catch (error) {
      if (isStarting) tellFailure(error, options);
    } finally {
      isStarting = false;
    }
  }

  async function startAgain(): Promise<void> {
    // A client that is stopped while it passes a changed setting on would log an error; it does so in this turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
    await stopNow();
    await startNow();
  }

  function inTurn(step: () => Promise<void>): Promise<void> {
    // Whoever waits for its turn must not wait for a server that never comes to its end of starting.
    if (isStarting) void run?.stop();
    isStarting = false;
    return turns.take(step);
  }

  return {
    restart: () => inTurn(() => (crashes.reset(), startAgain())),
    stop: () => inTurn(stopNow),
    notify(kind, params) {
      if (!run?.client.isRunning()) return;
      run.client.sendNotification(kind.method, params).catch((error: unknown) => log.warn(String(error)));
    },
    async request(kind, params, token) {
      await turns.over();
      if (!run) throw new Error("The server is not running.");
      return run.client.sendRequest(kind.method, params, token);
    },
    toDiagnostics: (sent) => run?.client.protocol2CodeConverter.asDiagnostics([...sent]) ?? Promise.resolve([]),
  };
}

function tellFailure(error: unknown, { log, onStatus }: ServerHostOptions): void {
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  onStatus({ state: "error", problem: l10n.t("The server does not start. The log says why.") });
}

/** Steps that are taken one after the other; one that fails is logged, and the next has its turn. */
interface Turns {
  take(step: () => Promise<void>): Promise<void>;
  /** When all that have been taken so far are done. */
  over(): Promise<void>;
}

function createTurns(log: LogOutputChannel): Turns {
  let last = Promise.resolve();
  return {
    take(step) {
      last = last.then(step).catch((error: unknown) => log.error(String(error)));
      return last;
    },
    over: () => last,
  };
}

function listen(client: BaseLanguageClient, options: ServerHostOptions): Disposable[] {
  return [
    ...options.host.serve(client, options.context),
    client.onNotification(status.method, options.onStatus),
    client.onNotification(documentStatus.method, options.onDocumentStatus),
    client.onNotification(retrainProgress.method, options.onRetrainProgress),
    client.onNotification(modelInUse.method, options.onModelInUse),
    client.onNotification(tell.method, ({ message }: TellParams) => showStatusMessage(message)),
  ];
}

function statusAfterCrash(next: "restart" | "giveUp"): StatusParams {
  if (next === "restart") return { state: "starting" };
  const problem = l10n.t(
    "The server crashes again and again. The log says more; “Cloze: Restart Server” tries once more.",
  );
  return { state: "error", problem };
}
