import { commands, l10n, type QuickPickItem, window } from "vscode";

/** Behind a click on the item in the status bar. */
export const statusMenuCommand = "cloze.statusMenu";

export interface StatusMenuArgument {
  readonly title: string;
  /** Why not everything is checked; empty if it is. */
  readonly detail: string;
  readonly hasFindings: boolean;
}

interface Entry extends QuickPickItem {
  readonly command: string;
  readonly argument?: unknown;
}

/** Offers what can be done about the present file, and where Cloze itself is set up. */
export async function showStatusMenu({ title, detail, hasFindings }: StatusMenuArgument): Promise<void> {
  const aboutFindings: Entry[] = [
    { label: l10n.t("Go to Next Finding"), command: "cloze.nextFinding" },
    { label: l10n.t("Fix Everything Shown in This File…"), command: "cloze.fixShown" },
  ];
  const entries: Entry[] = [
    ...(hasFindings ? aboutFindings : []),
    { label: l10n.t("Check This File"), command: "cloze.checkFile" },
    { label: l10n.t("Pause Checking"), command: "cloze.pause" },
    { label: l10n.t("Open Settings"), command: "workbench.action.openSettings", argument: "cloze" },
    { label: l10n.t("Show Log"), command: "cloze.showLog" },
  ];
  const picked = await window.showQuickPick(entries, { title, ...(detail && { placeHolder: detail }) });
  if (picked)
    await commands.executeCommand(picked.command, ...(picked.argument === undefined ? [] : [picked.argument]));
}
