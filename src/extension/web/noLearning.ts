import { commands, type Disposable, l10n } from "vscode";
import { createRegistrar } from "../commands/registrar.js";
import { showStatusMessage } from "../editorWindow.js";
import type { LearningOptions } from "../host.js";

/** Hidden in the palette; a key or another extension may call them all the same. */
const COMMANDS = ["cloze.retrain", "cloze.restoreModel", "cloze.modelReport", "cloze.modelReportMarkdown", "cloze.deleteLearned", "cloze.showDecisions", "cloze.eraseDecisions"]; // prettier-ignore

/** In a browser nothing is learned: there is no folder to keep it in, and no process of its own to do it. */
export function registerNoLearning({ log, progress }: LearningOptions): Disposable[] {
  void commands.executeCommand("setContext", "cloze.inBrowser", true);
  const register = createRegistrar(log);
  const tell = (): void => showStatusMessage(l10n.t("Cloze: in a browser nothing is learned. Open the folder in VS Code on a computer.")); // prettier-ignore
  return [progress, ...COMMANDS.map((command) => register(command, tell))];
}
