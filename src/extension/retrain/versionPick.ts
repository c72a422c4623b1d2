import { ThemeIcon, l10n, window } from "vscode";
import type { ModelScope } from "../../protocol.js";
import type { VersionItem } from "./versionItems.js";

interface VersionChoice {
  readonly item: VersionItem;
  readonly scope: ModelScope;
}

/** Lets the writer choose a model for this workspace, or by its button for all. @returns `undefined` if none is chosen */
export function pickVersion(items: readonly VersionItem[]): Promise<VersionChoice | undefined> {
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
