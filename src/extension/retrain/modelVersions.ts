import { l10n, ThemeIcon, window } from "vscode";
import { type ModelScope, modelVersions, useVersion } from "../../protocol.js";
import { showStatusMessage } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";
import { type VersionItem, versionItems } from "./retrainTexts.js";

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

interface VersionChoice {
  readonly item: VersionItem;
  readonly scope: ModelScope;
}

/** Lets the writer choose a model for this workspace, or by its button for all. @returns `undefined` if none is chosen */
function pickVersion(items: readonly VersionItem[]): Promise<VersionChoice | undefined> {
  const pick = window.createQuickPick<VersionItem>();
  const forAll = { iconPath: new ThemeIcon("globe"), tooltip: l10n.t("Use in All Workspaces") };
  pick.title = l10n.t("Use which correction model?");
  pick.placeholder = l10n.t(
    "Enter uses it in this workspace, the globe in all workspaces that have not chosen their own.",
  );
  pick.items = items.map((item) => ({ ...item, buttons: [forAll] }));
  return new Promise((resolve) => {
    const choose = (item: VersionItem | undefined, scope: ModelScope): void => {
      resolve(item && { item, scope });
      pick.hide();
    };
    pick.onDidAccept(() => choose(pick.selectedItems[0], "workspace"));
    pick.onDidTriggerItemButton(({ item }) => choose(item, "everywhere"));
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
