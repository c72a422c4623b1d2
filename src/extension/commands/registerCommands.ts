import {
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  TabInputText,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import {
  type AddWordArgument,
  addWordCommand,
  type IgnoreHereArgument,
  ignoreHereCommand,
  type IgnorePairArgument,
  ignorePairCommand,
  type ShowKindArgument,
  showKindCommand,
} from "../../protocol.js";
import type { Dictionaries } from "../dictionary/dictionaries.js";
import { addWord, editDictionary, removeWord } from "../dictionary/dictionaryCommands.js";
import { allowPair, ignoreHere, ignorePair } from "../dictionary/ignoredPairs.js";
import type { IgnoredSentenceStore } from "../dictionary/ignoredSentenceStore.js";
import type { Pause } from "../pause.js";
import type { ServerHost } from "../serverHost.js";
import { showStatusMenu, type StatusMenuArgument, statusMenuCommand } from "../status/statusMenu.js";
import type { StatusState } from "../status/statusState.js";
import type { WorkspaceFindings } from "../workspace/workspaceFindings.js";
import { checkFile } from "./checkFile.js";
import { checkWorkspace } from "./checkWorkspace.js";
import { readArgument } from "./commandArgument.js";
import { copyReport } from "./copyReport.js";
import { fixShown } from "./fixWithPreview.js";
import { goToFinding } from "./goToFinding.js";
import { createRegistrar } from "./registrar.js";
import type { LikelihoodView } from "./sentenceLikelihood.js";
import { showKind } from "./showKind.js";
import { suggestWords } from "./suggestWords.js";

/** Opens a copy of the example document, so that playing with it changes nothing of the extension. */
async function openExample({ extensionUri }: ExtensionContext): Promise<void> {
  const file = Uri.joinPath(extensionUri, "media", "example.md");
  const content = new TextDecoder().decode(await workspace.fs.readFile(file));
  const document = await workspace.openTextDocument({ language: "markdown", content });
  // Beside the walkthrough, which would else be covered by it.
  const { activeTab } = window.tabGroups.activeTabGroup;
  const isPage = activeTab !== undefined && !(activeTab.input instanceof TabInputText);
  await window.showTextDocument(document, isPage ? ViewColumn.Beside : ViewColumn.Active);
}

interface CommandOptions {
  readonly context: ExtensionContext;
  readonly server: ServerHost;
  readonly statuses: StatusState;
  readonly pause: Pause;
  readonly likelihoods: LikelihoodView;
  readonly dictionaries: Dictionaries;
  readonly findings: WorkspaceFindings;
  readonly ignored: IgnoredSentenceStore;
  readonly log: LogOutputChannel;
}

const WORD = { word: "text", uri: "text", scope: ["user", "workspace", "folder"] } as const;
/** Of nothing, or into nothing. */
const EDIT = { original: "anyText", fix: "anyText" } as const;

/** The commands of checking. */
export function registerCommands(options: CommandOptions): Disposable[] {
  const { context, server, statuses, pause, likelihoods, dictionaries, findings, ignored, log } = options;
  const register = createRegistrar(log);
  return [
    register("cloze.checkFile", async () => {
      await pause.set("running");
      await checkFile(server);
    }),
    register("cloze.checkWorkspace", async () => {
      await pause.set("running");
      await checkWorkspace(findings);
    }),
    register("cloze.pause", () => pause.set("paused")),
    register("cloze.resume", () => pause.set("running")),
    register("cloze.restart", () => server.restart()),
    register("cloze.showLog", () => log.show()),
    register("cloze.nextFinding", () => goToFinding("next")),
    register("cloze.previousFinding", () => goToFinding("previous")),
    register("cloze.fixShown", () => fixShown(server)),
    register(statusMenuCommand, (argument: StatusMenuArgument) => showStatusMenu(argument)),
    register("cloze.sentenceLikelihood", () => likelihoods.toggle()),
    register("cloze.suggestWords", () => suggestWords(server)),
    register("cloze.openExample", () => openExample(context)),
    register(showKindCommand, (argument: unknown) =>
      showKind(context, readArgument<ShowKindArgument>(showKindCommand, argument, { kind: "text" })),
    ),
    register("cloze.copyReport", () => copyReport(context, server, statuses)),
    register(
      addWordCommand,
      (argument?: unknown) =>
      addWord(dictionaries, argument === undefined ? undefined : readArgument<AddWordArgument>(addWordCommand, argument, WORD)), // prettier-ignore
    ),
    register("cloze.removeWord", () => removeWord(dictionaries)),
    register("cloze.editDictionary", () => editDictionary(dictionaries)),
    register("cloze.allowPair", () => allowPair(ignored)),
    register(ignoreHereCommand, (argument: unknown) =>
      ignoreHere(readArgument<IgnoreHereArgument>(ignoreHereCommand, argument, { key: "text", ...EDIT }), ignored),
    ),
    register(ignorePairCommand, (argument: unknown) =>
      ignorePair(readArgument<IgnorePairArgument>(ignorePairCommand, argument, EDIT)),
    ),
  ];
}
