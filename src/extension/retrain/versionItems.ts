import type { ModelVersion } from "../../protocol.js";
import type { Translate } from "../view.js";

export interface VersionItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly id: string | null;
  readonly isCurrent: boolean;
}

/** @param formatDate as the writer's machine writes dates */
export function versionItems(
  versions: readonly ModelVersion[],
  t: Translate,
  formatDate: (date: Date) => string,
): VersionItem[] {
  return versions.map(({ id, date, figures, isCurrent }) => ({
    id,
    isCurrent,
    label: date === undefined ? t("The model that ships with Cloze") : t("Retrained {0}", formatDate(new Date(date))),
    description: isCurrent ? t("in use") : "",
    detail: figures,
  }));
}
