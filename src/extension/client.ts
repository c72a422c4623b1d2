import {
  type Uri,
  workspace,
  type ExtensionContext,
  type FileSystemWatcher,
  type LogOutputChannel,
} from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type ErrorHandler,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import type { InitializationOptions } from "../protocol.js";
import { documentSelector, languagesOf } from "./documentSelector.js";
import { settingsByScope } from "./settingsByScope.js";

export interface ClientOptions {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  /** See the dictionaries and the configuration files. */
  readonly ownFiles: FileSystemWatcher[];
  /** Asked at each start, also after a crash. */
  initialization(): InitializationOptions;
  /** The server went down without being asked to. */
  onCrash(): "restart" | "giveUp";
}

/**
 * Megabytes of V8's space for young objects. It may grow to four times as much by itself, and then a hundred megabytes more of the
 * server's memory are waste waiting for its collection; checking takes a hundredth longer with less.
 */
const YOUNG = "--max-semi-space-size=4";

/**
 * Of glibc. Fewer arenas and a fixed threshold give back what one thread or one batch no longer needs: 225 megabytes instead of 268 after
 * 40,000 words, in the same time.
 */
const NATIVE_MEMORY = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "1048576" };

/** A client for one run of the server, which is a Node process of its own. Not started yet. */
export function createClient(options: ClientOptions): LanguageClient {
  const module = options.context.asAbsolutePath("dist/server.js");
  const server = { module, transport: TransportKind.ipc, options: { execArgv: [YOUNG], env: NATIVE_MEMORY } };
  return new LanguageClient("cloze", "Cloze", { run: server, debug: server }, clientOptions(options));
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
    closed: () => ({ action: onCrash() === "restart" ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
  };
}
