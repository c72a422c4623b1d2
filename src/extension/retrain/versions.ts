import { l10n } from "vscode";
import { type ModelScope, modelVersions, useVersion } from "../../protocol.js";
import { showStatusMessage } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";
import { versionItems } from "./versionItems.js";
import { pickVersion } from "./versionPick.js";

/** Lists the retrained models and the one that ships, and puts the chosen one to use, here or in all workspaces. */
export async function restoreVersion(server: ServerHost): Promise<void> {
  const versions = await server.request(modelVersions, null);
  if (!versions || versions.length < 2) return showStatusMessage(l10n.t("Cloze: no model has been retrained here."));
  const chosen = await pickVersion(versionItems(versions, (date) => date.toLocaleString()));
  if (!chosen) return;
  const { item, scope } = chosen;
  const problem = await server.request(useVersion, { id: item.id, scope });
  showStatusMessage(problem ?? doneText(scope, item.label));
}

function doneText(scope: ModelScope, label: string): string {
  return scope === "workspace"
    ? l10n.t("Cloze: the model is in use: {0}.", label)
    : l10n.t("Cloze: the model is in use in all workspaces that have not chosen their own: {0}.", label);
}
