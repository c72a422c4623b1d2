import { type CancellationToken, l10n, type Progress, ProgressLocation, window } from "vscode";
import { gatherLessons, type LessonSource, retrain as retrainRequest, type RetrainResult } from "../../protocol.js";
import { isCancelled } from "../commands/registrar.js";
import { showStatusMessage } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";
import { lessonItems } from "./lessonItems.js";
import { progressText, type RetrainProgress } from "./progressText.js";

interface RetrainCommand {
  readonly server: ServerHost;
  /** Calls back while a training tells how far it is. */
  onProgress(listener: (progress: RetrainProgress) => void): { dispose(): void };
  showReport(): Promise<void>;
}

/** Shows what there is to learn from, learns from what the writer leaves switched on, and shows the report. */
export async function retrain({ server, onProgress, showReport }: RetrainCommand): Promise<void> {
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

async function chooseSources(server: ServerHost): Promise<readonly LessonSource[] | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("Cloze looks for what it could learn from"),
    cancellable: true,
  };
  const lessons = await window.withProgress(options, async (_, token: CancellationToken) => {
    try {
      return (await server.request(gatherLessons, null, token)) ?? "nowhere";
    } catch (error) {
      if (isCancelled(error)) return "cancelled";
      throw error;
    }
  });
  if (lessons === "cancelled") return undefined;
  if (lessons === "nowhere") {
    showStatusMessage(
      l10n.t("Cloze: open a folder that you trust to retrain; what is learned is kept with its workspace."),
    );
    return undefined;
  }
  const chosen = await window.showQuickPick(lessonItems(lessons), {
    canPickMany: true,
    title: l10n.t("Retrain correction model: learn from"),
    placeHolder: lessons.notes.join(" ") || l10n.t("Nothing of it leaves this machine."),
    ignoreFocusOut: true,
  });
  return chosen && chosen.length > 0 ? chosen.map(({ source }) => source) : undefined;
}

function reportTo(progress: Progress<{ message?: string; increment?: number }>): (now: RetrainProgress) => void {
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
