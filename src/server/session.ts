import type { Connection } from "vscode-languageserver";
import { isSure } from "../grammar/findings.js";
import type { Kind } from "../grammar/kinds/kinds.js";
import {
  type DocumentStatusParams,
  type ShowKindArgument,
  showKindCommand,
  type StatusParams,
  workspaceSettings,
} from "../protocol.js";
import { createDocumentChecks, type DocumentChecks } from "./checking/documentChecks.js";
import type { LoadEngine } from "./checking/engine.js";
import type { Report } from "./checking/reports.js";
import { createScoringService, type ScoringService } from "./checking/scoringService.js";
import type { Timing } from "./checking/timing.js";
import { createCommitWatch } from "./documents/commitWatch.js";
import type { Learning, LearningOptions } from "./learning/learningPart.js";
import { type ResolvedCapabilities, unknownCapabilities } from "./lsp/clientCapabilities.js";
import { createClientNotifier, type ClientNotifier } from "./lsp/clientNotifier.js";
import type { Machine } from "./machine.js";
import type { GivenSettings } from "./settings/settingsStore.js";
import { createWorkspaceState, type WorkspaceState } from "./workspaceState.js";

/** What changes while the connection lives, and is nobody else's. */
interface SessionState {
  client: ResolvedCapabilities;
  /** The writer has paused checking. */
  paused: boolean;
}

/** A page for each kind of mistake, `KIND.md`: the URI of their folder, without a slash at its end. */
export type KindPages = string | undefined;
/** The URI that opens the page of a kind; `undefined` where nothing does. */
export type PageOf = (kind: Kind) => string | undefined;

/** All that lives as long as the connection, wired. */
export interface Session extends WorkspaceState {
  readonly machine: Machine;
  readonly state: SessionState;
  readonly checks: DocumentChecks;
  readonly work: ScoringService;
  readonly notifier: ClientNotifier;
  readonly learning: Learning;
  readonly pageOf: PageOf;
  /** The client should pull again. */
  refresh(): void;
  /** Everything may be different now: tells the state, and has the client pull again. */
  announce(): void;
  /** Stops all work, and waits until nothing is written any more. */
  dispose(): Promise<void>;
}

interface SessionOptions {
  readonly connection: Connection;
  readonly load: LoadEngine;
  readonly timing: Timing;
  readonly kindPages: KindPages;
  readonly machine: Machine;
  createLearning(options: LearningOptions): Learning;
  /** Called when a refresh is due, for documents that the client does not pull. */
  onRefresh(): void;
}

export function createSession(options: SessionOptions): Session {
  const { connection, load, timing, kindPages, machine, createLearning, onRefresh } = options;
  const state: SessionState = { client: unknownCapabilities, paused: false };
  const notifier = createClientNotifier(connection, () => state.client.canRefresh);
  const sources = sourcesOf(options, state, notifier, () => refresh());

  function refresh(): void {
    notifier.refresh();
    onRefresh();
  }

  function updateStatus(): void {
    notifier.status(shownState(work.state(), state.paused, learning));
  }

  function announce(): void {
    updateStatus();
    refresh();
  }

  function onProgress(uri: string): void {
    if (checks.lastReport(uri)?.pending.length) refresh();
  }

  function onSettled(): void {
    const broken = work.engines.problem();
    if (broken === undefined) notifier.info("The model is loaded.");
    else notifier.showError(broken);
    announce();
  }

  function onReport(report: Report): void {
    notifier.documentStatus(documentStatusOf(report));
    updateStatus();
    learning.feedback.onReport(report);
  }

  const onError = notifier.logError;
  const work = createScoringService({ load, timing, onSettled, onBusyChange: updateStatus, onProgress, onError });
  const learning = createLearning({ sources, notifier, onBusyChange: updateStatus });
  const isPaused = (): boolean => state.paused;
  const checks = createDocumentChecks({ ...sources, work, timing, isPaused, onMore: refresh, onReport });

  return {
    ...sources,
    machine,
    state,
    checks,
    work,
    notifier,
    learning,
    pageOf: (kind) => pageOf(kind, state.client, kindPages),
    refresh,
    announce,
    forget(uri) {
      checks.forget(uri);
      sources.forget(uri);
      notifier.forgetDocument(uri);
    },
    async dispose() {
      // Whoever waits for the model gets an answer now, and must not ask again.
      state.paused = true;
      const learned = learning.dispose();
      sources.documents.all().forEach(({ uri }) => checks.forget(uri));
      await work.queue.dropAll();
      await work.engines.dispose();
      await learned;
    },
  };
}

/** What keeps the writer from seeing findings comes before what does not. */
function shownState(now: StatusParams, paused: boolean, learning: Learning): StatusParams {
  if (now.state === "error") return now;
  if (paused) return { state: "paused" };
  return learning.isTraining() && now.state !== "starting" ? { state: "retraining" } : now;
}

function sourcesOf(
  { connection, machine }: SessionOptions,
  state: SessionState,
  { warn, showError, logError }: ClientNotifier,
  onLate: () => void,
): WorkspaceState {
  const commits = createCommitWatch(connection, machine, () => state.client.canWatchFolders);
  const onTracked = (uri: string): void => {
    commits.add(uri).catch((error: unknown) => logError("commits", error));
  };
  const isTrusted = (): boolean => state.client.isTrusted;
  return createWorkspaceState({
    machine,
    fetchSettings: settingsOf(connection, state),
    isTrusted,
    onTracked,
    onLate,
    warn,
    showError,
  });
}

/** Asks the client for its settings; what it said when it started holds where it cannot be asked, or knows nothing of ours. */
function settingsOf({ workspace }: Connection, state: SessionState): (uri?: string) => Promise<GivenSettings> {
  return async (uri) => {
    if (!state.client.hasSettings) return { merged: state.client.settings, ofWorkspace: null };
    const scope = uri === undefined ? {} : { scopeUri: uri };
    const sections = ["cloze", workspaceSettings].map((section) => ({ section, ...scope }));
    const [merged, ofWorkspace] = (await workspace.getConfiguration(sections)) as unknown[];
    return { merged: merged ?? state.client.settings, ofWorkspace };
  };
}

/** Hints are not counted, as VS Code counts none. */
export function documentStatusOf(report: Report): DocumentStatusParams {
  const { uri, findings, pending, isModelMissing, isDeferred, unchecked } = report;
  const checking = isModelMissing || isDeferred || pending.length > 0;
  return { uri, findings: findings.filter(isSure).length, checking, unchecked };
}

/** Our own extension shows a page by a command, since in a browser the page is no file. */
function pageOf(kind: Kind, { hasCommands }: ResolvedCapabilities, pages: KindPages): string | undefined {
  if (!hasCommands) return pages && `${pages}/${kind}.md`;
  const argument: ShowKindArgument = { kind };
  return `command:${showKindCommand}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
