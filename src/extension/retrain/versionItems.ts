import * as l10n from "@vscode/l10n";
import type { ModelVersion } from "../../protocol.js";

export interface VersionItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly id: string | null;
  readonly isCurrent: boolean;
}

/** @param formatDate as the writer's machine writes dates */
export function versionItems(versions: readonly ModelVersion[], formatDate: (date: Date) => string): VersionItem[] {
  return versions.map(({ id, date, figures, isCurrent }) => ({
    id,
    isCurrent,
    label:
      date === undefined
        ? l10n.t("The model that ships with Cloze")
        : l10n.t("Retrained {0}", formatDate(new Date(date))),
    description: isCurrent ? l10n.t("in use") : "",
    detail: figures,
  }));
}
