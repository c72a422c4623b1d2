import { type CancellationToken, type Disposable, l10n, type Progress, ProgressLocation, window } from "vscode";
import {
  collectTrainingData,
  type DataSource,
  retrain as retrainRequest,
  type RetrainProgressParams,
  type RetrainResult,
} from "../../protocol.js";
import { createRegistrar, isCancelled } from "../commands/registrar.js";
import { showStatusMessage } from "../editorWindow.js";
import type { LearningOptions } from "../host.js";
import type { ServerHost } from "../serverHost.js";
import { storageFolders } from "../storage.js";
import { deleteEverythingLearned, eraseDecisions, showDecisions } from "./learnedData.js";
import { createReportPanel } from "./modelReport.js";
import { restoreVersion } from "./modelVersions.js";
import { dataItems, progressText } from "./retrainTexts.js";

/** The commands around learning. */
export function registerRetraining({ context, server, ignored, log, progress }: LearningOptions): Disposable[] {
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

interface RetrainCommand {
  readonly server: ServerHost;
  /** Calls back while a training tells how far it is. */
  onProgress(listener: (progress: RetrainProgressParams) => void): { dispose(): void };
  showReport(): Promise<void>;
}

/** Shows what there is to learn from, learns from what the writer leaves switched on, and shows the report. */
async function retrain({ server, onProgress, showReport }: RetrainCommand): Promise<void> {
  const use = await chooseSources(server);
  if (!use) return;
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("Retraining correction model"),
    cancellable: true,
  };
  const result = await window.withProgress(options, async (progress, token) => {
    const listener = onProgress(reportTo(progress));
    try {
      return await server.request(retrainRequest, { use }, token);
    } catch (error) {
      // Deleting everything learned stops it as well.
      if (isCancelled(error)) return undefined;
      throw error;
    } finally {
      listener.dispose();
    }
  });
  if (!result) return showStatusMessage(l10n.t("Cloze: retraining was cancelled. The model in use is unchanged."));
  await tellResult(result, showReport);
}

async function chooseSources(server: ServerHost): Promise<readonly DataSource[] | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("Cloze looks for what it could learn from"),
    cancellable: true,
  };
  const counts = await window.withProgress(options, async (_, token: CancellationToken) => {
    try {
      return (await server.request(collectTrainingData, null, token)) ?? "nowhere";
    } catch (error) {
      if (isCancelled(error)) return "cancelled";
      throw error;
    }
  });
  if (counts === "cancelled") return undefined;
  if (counts === "nowhere") {
    showStatusMessage(
      l10n.t("Cloze: open a folder that you trust to retrain; what is learned is kept with its workspace."),
    );
    return undefined;
  }
  const chosen = await window.showQuickPick(dataItems(counts), {
    canPickMany: true,
    title: l10n.t("Retrain correction model: learn from"),
    placeHolder: counts.notes.join(" ") || l10n.t("Nothing of it leaves this machine."),
    ignoreFocusOut: true,
  });
  return chosen && chosen.length > 0 ? chosen.map(({ source }) => source) : undefined;
}

function reportTo(progress: Progress<{ message?: string; increment?: number }>): (now: RetrainProgressParams) => void {
  let shown = 0;
  return (now) => {
    progress.report({ message: progressText(now), increment: Math.max(0, now.share * 100 - shown) });
    shown = Math.max(shown, now.share * 100);
  };
}

/** The writer waits for this, so it is a message, beside the report. */
async function tellResult({ kept, reason, hasReport }: RetrainResult, showReport: () => Promise<void>): Promise<void> {
  if (hasReport) await showReport();
  const said = kept ? l10n.t("The new model is in use. {0}", reason) : l10n.t("The old model stays. {0}", reason);
  await window.showInformationMessage(said);
}
