import { type ExtensionContext, type FileSystemWatcher, type LogOutputChannel, type Uri, workspace } from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  type MessageTransports,
  RevealOutputChannelOn,
} from "vscode-languageclient";
import type { InitializationOptions } from "../protocol.js";
import type { ServerParts, ServerProcess } from "./serverParts.js";
import { documentSelector, languagesOf } from "./documentSelector.js";
import { settingsByScope } from "./settingsByScope.js";

export interface ClientOptions {
  readonly host: ServerParts;
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  /** See the dictionaries and the configuration files. */
  readonly ownFiles: FileSystemWatcher[];
  /** Asked at each start, also after a crash. */
  initialization(): InitializationOptions;
  /** The server went down without being asked to. */
  onCrash(): void;
}

/** A client with the one process that it speaks to. */
export interface ServerRun {
  /** Not started yet. */
  readonly client: BaseLanguageClient;
  /** Ends both, also while they start, and waits until the process is gone. */
  stop(): Promise<void>;
}

/** Milliseconds that a server has to go after it was asked to. */
const GRACE = 1_000;

/** For one run of the server: after a crash there is another one. */
export function createServerRun(options: ClientOptions): ServerRun {
  const { host, context, log } = options;
  let server: ServerProcess | undefined;
  const start = (): Promise<MessageTransports> => {
    server = host.startServer(context, log);
    return Promise.resolve(server.transports);
  };
  const client = host.createClient(start, clientOptions(options));
  return {
    client,
    async stop() {
      try {
        await client.dispose();
        await server?.end(GRACE);
      } catch (error) {
        // It refuses while it starts, or the server does not answer; then the process goes, and with it whatever waits for it.
        log.warn(`Stopping: ${String(error)}`);
        await server?.end(0);
      }
    },
  };
}

function clientOptions({ log, ownFiles, initialization, onCrash }: ClientOptions): LanguageClientOptions {
  return {
    documentSelector: documentSelector(checkedLanguages()),
    diagnosticPullOptions: { onChange: true, onSave: false, onFocus: false, onTabs: false },
    initializationOptions: () => initialization(),
    outputChannel: log,
    // Problems stand in the status; the one message that deserves a pop-up comes from the server.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: errorHandler(onCrash),
    middleware: settingsByScope,
    synchronize: { fileEvents: ownFiles },
  };
}

/** All languages that a setting of any of the scopes names; the server decides for each document. */
export function checkedLanguages(
  scopes: readonly (Uri | undefined)[] = [undefined, ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri)],
): Record<string, unknown> {
  return languagesOf(
    scopes.map((scope) => {
      const settings = workspace.getConfiguration("cloze", scope);
      return { languages: settings.get<Record<string, unknown>>("languages"), comments: settings.get("comments") };
    }),
  );
}

function errorHandler(onCrash: ClientOptions["onCrash"]): ErrorHandler {
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    // A client that starts its server again by itself cannot be stopped meanwhile, and whoever restarts it then has two of them.
    closed() {
      onCrash();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
