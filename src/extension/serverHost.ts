import { setImmediate } from "node:timers/promises";
import type {
  CancellationToken,
  Diagnostic,
  Disposable,
  ExtensionContext,
  FileSystemWatcher,
  LogOutputChannel,
} from "vscode";
import { l10n } from "vscode";
import type { LanguageClient, Diagnostic as SentDiagnostic } from "vscode-languageclient/node";
import {
  documentStatus,
  modelInUse,
  retrainProgress,
  status,
  tell,
  type DocumentStatusParams,
  type InitializationOptions,
  type ModelInUseParams,
  type NotificationKind,
  type RequestKind,
  type RetrainProgressParams,
  type StatusParams,
  type TellParams,
} from "../protocol.js";
import { createClient } from "./client.js";
import { createCrashCounter } from "./crashes.js";
import { tellBriefly } from "./tellBriefly.js";

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

export interface ServerHostOptions {
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
  const { context, log, ownFiles, initialization, onStatus } = options;
  const crashes = createCrashCounter();
  let client: LanguageClient | undefined;
  let listeners: Disposable[] = [];
  let work = Promise.resolve();

  function onCrash(): "restart" | "giveUp" {
    const next = crashes.next(Date.now());
    log.warn("The server went down.");
    onStatus(statusAfterCrash(next));
    return next;
  }

  async function stopNow(): Promise<void> {
    listeners.forEach((listener) => void listener.dispose());
    listeners = [];
    const stopping = client;
    client = undefined;
    if (!stopping) return;
    await stopping.dispose().catch((error: unknown) => log.warn(`Stopping: ${String(error)}`));
  }

  async function startNow(): Promise<void> {
    onStatus({ state: "starting" });
    const starting = createClient({ context, log, ownFiles, initialization, onCrash });
    client = starting;
    listeners = listen(starting, options);
    try {
      await starting.start();
      log.info("The server has started.");
    } catch (error) {
      log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      onStatus({ state: "error", problem: l10n.t("The server does not start. The log says why.") });
    }
  }

  function inTurn(step: () => Promise<void>): Promise<void> {
    work = work.then(step);
    return work;
  }

  return {
    restart() {
      return inTurn(async () => {
        crashes.reset();
        // A client that is stopped while it passes a changed setting on would log an error; it does so in this turn.
        await setImmediate();
        await stopNow();
        await startNow();
      });
    },
    stop: () => inTurn(stopNow),
    notify(kind, params) {
      if (!client?.isRunning()) return;
      client.sendNotification(kind.method, params).catch((error: unknown) => log.warn(String(error)));
    },
    async request(kind, params, token) {
      await work;
      if (!client) throw new Error("The server is not running.");
      return client.sendRequest(kind.method, params, token);
    },
    toDiagnostics: (sent) => client?.protocol2CodeConverter.asDiagnostics([...sent]) ?? Promise.resolve([]),
  };
}

function listen(client: LanguageClient, options: ServerHostOptions): Disposable[] {
  return [
    client.onNotification(status.method, options.onStatus),
    client.onNotification(documentStatus.method, options.onDocumentStatus),
    client.onNotification(retrainProgress.method, options.onRetrainProgress),
    client.onNotification(modelInUse.method, options.onModelInUse),
    client.onNotification(tell.method, ({ message }: TellParams) => tellBriefly(message)),
  ];
}

function statusAfterCrash(next: "restart" | "giveUp"): StatusParams {
  if (next === "restart") return { state: "starting" };
  const problem = l10n.t(
    "The server crashes again and again. The log says more; “Cloze: Restart Server” tries once more.",
  );
  return { state: "error", problem };
}
