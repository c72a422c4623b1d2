import { l10n, window } from "vscode";
import { deleteLearned, modelVersions, useVersion } from "../../protocol.js";
import type { ServerHost } from "../serverHost.js";
import { tellBriefly } from "../tellBriefly.js";
import { versionItems } from "./versionItems.js";

/** Lists the retrained models and the one that ships, and puts the chosen one to use. */
export async function restoreVersion(server: ServerHost): Promise<void> {
  const versions = await server.request(modelVersions, null);
  if (!versions || versions.length < 2) return tellBriefly(l10n.t("Cloze: no model has been retrained here."));
  const items = versionItems(versions, (date) => date.toLocaleString());
  const chosen = await window.showQuickPick(items, { title: l10n.t("Use which correction model?") });
  if (!chosen || chosen.isCurrent) return;
  const problem = await server.request(useVersion, { id: chosen.id });
  tellBriefly(problem ?? l10n.t("Cloze: the model is in use: {0}.", chosen.label));
}

/** Asks first: it cannot be undone. */
export async function deleteEverythingLearned(server: ServerHost): Promise<void> {
  const erase = l10n.t("Delete");
  const question = l10n.t("Delete everything that Cloze has learned in this workspace?");
  const detail = l10n.t(
    "Its retrained models, their reports, and the remembered decisions. The model that ships stays.",
  );
  if ((await window.showWarningMessage(question, { modal: true, detail }, erase)) !== erase) return;
  const problem = await server.request(deleteLearned, null);
  tellBriefly(problem ?? l10n.t("Cloze: everything learned is deleted."));
}
