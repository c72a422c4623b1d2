import * as l10n from "@vscode/l10n";
import type { ModelVersion } from "../../protocol.js";

export interface VersionItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly id: string | null;
}

/** @param formatDate as the writer's machine writes dates */
export function versionItems(versions: readonly ModelVersion[], formatDate: (date: Date) => string): VersionItem[] {
  return versions.map((version) => ({
    id: version.id,
    label:
      version.date === undefined
        ? l10n.t("The model that ships with Cloze")
        : l10n.t("Retrained {0}", formatDate(new Date(version.date))),
    description: versionStateText(version).join(" · "),
    detail: version.figures,
  }));
}

/** Whether it is in use here, and what it is to other workspaces. */
function versionStateText({ isCurrent, isForAll, kept }: ModelVersion): string[] {
  const here = isCurrent ? [l10n.t("in use")] : [];
  if (isForAll) return [...here, l10n.t("chosen for all workspaces")];
  return kept === "everywhere" ? [...here, l10n.t("kept for all workspaces")] : here;
}
