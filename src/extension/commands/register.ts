import type { Disposable, ExtensionContext, LogOutputChannel } from "vscode";
import {
  addWordCommand,
  ignoreHereCommand,
  ignorePairCommand,
  type AddWordArgument,
  type IgnoreHereArgument,
  type IgnorePairArgument,
} from "../../protocol.js";
import type { IgnoredHere } from "../ignoredHere.js";
import type { Pause } from "../pause.js";
import type { ServerHost } from "../serverHost.js";
import type { Situations } from "../situation.js";
import type { WorkspaceFindings } from "../workspace/workspaceFindings.js";
import { checkFile } from "./checkFile.js";
import { checkWorkspace } from "./checkWorkspace.js";
import { readArgument } from "./commandArgument.js";
import { copyReport } from "./copyReport.js";
import type { Dictionaries } from "../dictionaries.js";
import { addWord, editDictionary, removeWord } from "./dictionary.js";
import { allowPair, ignoreHere, ignorePair } from "./ignoredPairs.js";
import { fixShown } from "./fixShown.js";
import { goToFinding } from "./goToFinding.js";
import { openExample } from "./openExample.js";
import { createRegistrar } from "./registrar.js";
import type { LikelihoodView } from "./sentenceLikelihood.js";
import { showStatusMenu, statusMenuCommand, type StatusMenuArgument } from "./statusMenu.js";
import { suggestWords } from "./suggestWords.js";

export interface CommandOptions {
  readonly context: ExtensionContext;
  readonly server: ServerHost;
  readonly situations: Situations;
  readonly pause: Pause;
  readonly likelihoods: LikelihoodView;
  readonly dictionaries: Dictionaries;
  readonly findings: WorkspaceFindings;
  readonly ignored: IgnoredHere;
  readonly log: LogOutputChannel;
}

const WORD = { word: "text", uri: "text", scope: ["user", "workspace", "folder"] } as const;
/** Of nothing, or into nothing. */
const EDIT = { original: "anyText", fix: "anyText" } as const;

/** The commands of checking. */
export function registerCommands(options: CommandOptions): Disposable[] {
  const { context, server, situations, pause, likelihoods, dictionaries, findings, ignored, log } = options;
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
    register("cloze.copyReport", () => copyReport(context, server, situations)),
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
