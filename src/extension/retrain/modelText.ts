import * as l10n from "@vscode/l10n";
import type { ModelInUseParams } from "../../protocol.js";

/** @param format as the writer's machine writes days */
export function modelText({ date, scope }: ModelInUseParams, format: (date: Date) => string): string {
  if (date === undefined) return l10n.t("Correction model: as installed");
  const day = format(new Date(date));
  return scope === "everywhere"
    ? l10n.t("Correction model: retrained {0}, for all workspaces", day)
    : l10n.t("Correction model: retrained {0}", day);
}
