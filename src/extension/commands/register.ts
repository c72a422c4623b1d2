import type { Disposable, LogOutputChannel } from "vscode";
import { addWordCommand, ignorePairCommand, type AddWordArgument, type IgnorePairArgument } from "../../protocol.js";
import type { Pause } from "../pause.js";
import type { ServerHost } from "../serverHost.js";
import { checkFile } from "./checkFile.js";
import { addWord, ignorePair } from "./dictionary.js";
import { goToFinding } from "./goToFinding.js";
import { createRegistrar } from "./registrar.js";
import type { LikelihoodView } from "./sentenceLikelihood.js";

export interface CommandOptions {
  readonly server: ServerHost;
  readonly pause: Pause;
  readonly likelihoods: LikelihoodView;
  readonly log: LogOutputChannel;
}

/** The commands of checking. */
export function registerCommands({ server, pause, likelihoods, log }: CommandOptions): Disposable[] {
  const register = createRegistrar(log);
  return [
    register("cloze.checkFile", async () => {
      await pause.set("running");
      await checkFile(server);
    }),
    register("cloze.pause", () => pause.set("paused")),
    register("cloze.resume", () => pause.set("running")),
    register("cloze.restart", () => server.restart()),
    register("cloze.showLog", () => log.show()),
    register("cloze.nextFinding", () => goToFinding("next")),
    register("cloze.previousFinding", () => goToFinding("previous")),
    register("cloze.sentenceLikelihood", () => likelihoods.toggle()),
    register(addWordCommand, (argument: AddWordArgument) => addWord(argument)),
    register(ignorePairCommand, (argument: IgnorePairArgument) => ignorePair(argument)),
  ];
}
