import type { Disposable, EventEmitter, ExtensionContext, LogOutputChannel } from "vscode";
import { createRegistrar } from "../commands/registrar.js";
import type { IgnoredSentenceStore } from "../dictionary/ignoredSentenceStore.js";
import type { ServerHost } from "../serverHost.js";
import { deleteEverythingLearned } from "./deleteLearned.js";
import type { RetrainProgress } from "./progressText.js";
import { eraseDecisions, showDecisions } from "./rememberedDecisions.js";
import { createReportPanel } from "./reportPanel.js";
import { retrain } from "./retrain.js";
import { storageFolders } from "./storage.js";
import { restoreVersion } from "./versions.js";

interface RetrainingOptions {
  readonly context: ExtensionContext;
  readonly server: ServerHost;
  readonly ignored: IgnoredSentenceStore;
  readonly log: LogOutputChannel;
  /** What the server tells of a training. */
  readonly progress: EventEmitter<RetrainProgress>;
}

/** The commands around learning. */
export function registerRetraining({ context, server, ignored, log, progress }: RetrainingOptions): Disposable[] {
  const register = createRegistrar(log);
  const report = createReportPanel(server);
  return [
    progress,
    register("cloze.retrain", () => retrain({ server, onProgress: progress.event, showReport: report.show })),
    register("cloze.restoreModel", () => restoreVersion(server)),
    register("cloze.modelReport", () => report.show()),
    register("cloze.modelReportMarkdown", () => report.showMarkdown()),
    register("cloze.deleteLearned", () => deleteEverythingLearned({ server, ignored, folders: storageFolders(context), log })), // prettier-ignore
    register("cloze.showDecisions", () => showDecisions(context.storageUri)),
    register("cloze.eraseDecisions", () => eraseDecisions(context.storageUri, ignored)),
  ];
}
