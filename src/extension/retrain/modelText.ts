import * as l10n from "@vscode/l10n";
import type { ModelInUseParams } from "../../protocol.js";

/** @param format as the writer's machine writes days */
export function modelText({ date }: ModelInUseParams, format: (date: Date) => string): string {
  return date === undefined
    ? l10n.t("Correction model: as installed")
    : l10n.t("Correction model: retrained {0}", format(new Date(date)));
}
