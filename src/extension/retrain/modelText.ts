import type { ModelInUseParams } from "../../protocol.js";
import type { Translate } from "../view.js";

/** @param format as the writer's machine writes days */
export function modelText({ date }: ModelInUseParams, t: Translate, format: (date: Date) => string): string {
  return date === undefined
    ? t("Correction model: as installed")
    : t("Correction model: retrained {0}", format(new Date(date)));
}
