import {
  type CancellationToken,
  CancellationTokenSource,
  type Disposable,
  type Event,
  type LogOutputChannel,
  type Uri,
  workspace,
} from "vscode";
import type { ServerHost } from "../serverHost.js";
import type { StatusState } from "../status/statusState.js";
import { createClosedFiles, type FileOutcome } from "./closedFiles.js";

/**
 * The findings of files that no editor shows. They follow their files: one that changes is checked again, one that is deleted
 * loses them; an open document has findings of its own instead, until it is closed. A pause takes all of them away.
 */
export interface WorkspaceFindings extends Disposable {
  /** @throws if it is cancelled */
  check(uri: Uri, languageId: string, token: CancellationToken): Promise<FileOutcome>;
  clear(): void;
}

interface WorkspaceFindingsOptions {
  readonly server: ServerHost;
  readonly statuses: StatusState;
  /** Dictionaries or other rules have changed. */
  readonly onRulesChange: readonly Event<unknown>[];
  readonly log: LogOutputChannel;
}

/** Milliseconds after a change, for the changes that come with it, and for the server to have heard of them. */
const DELAY = 1000;

export function createWorkspaceFindings(options: WorkspaceFindingsOptions): WorkspaceFindings {
  const { server, statuses, onRulesChange, log } = options;
  const files = createClosedFiles(server, statuses);
  const due = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let work = new CancellationTokenSource();

  async function checkDue({ token }: CancellationTokenSource): Promise<void> {
    for (const key of due) {
      due.delete(key);
      await files.checkAgain(key, token).catch((error: unknown) => log.warn(`Checking a file again: ${String(error)}`));
    }
  }

  function checkLater(keys: readonly string[]): void {
    for (const key of keys) if (files.has(key)) due.add(key);
    clearTimeout(timer);
    if (due.size > 0) timer = setTimeout(() => void checkDue(work), DELAY);
  }

  function clear(): void {
    work.cancel();
    work = new CancellationTokenSource();
    clearTimeout(timer);
    due.clear();
    files.clear();
  }

  const watcher = workspace.createFileSystemWatcher("**/*", true);
  const listeners = [
    watcher,
    watcher.onDidChange((uri) => checkLater([uri.toString()])),
    watcher.onDidDelete((uri) => files.forget(uri)),
    workspace.onDidCloseTextDocument(({ uri }) => checkLater([uri.toString()])),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("cloze")) checkLater(files.withFindings());
    }),
    ...onRulesChange.map((event) => event(() => checkLater(files.withFindings()))),
    statuses.onChange(() => {
      if (statuses.of(undefined).state === "paused") clear();
      else files.yieldToShown();
    }),
    files,
  ];

  return {
    check: (uri, languageId, token) => files.check(uri, languageId, token),
    clear,
    dispose() {
      clear();
      listeners.forEach((listener) => void listener.dispose());
    },
  };
}
