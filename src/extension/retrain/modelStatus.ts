import { l10n, languages, type Disposable } from "vscode";
import type { ModelInUseParams } from "../../protocol.js";
import { modelText } from "./modelText.js";

/** A language status item of its own: which model is in use, and the way to another. */
export interface ModelStatus extends Disposable {
  show(model: ModelInUseParams): void;
}

export function createModelStatus(): ModelStatus {
  const item = languages.createLanguageStatusItem("cloze.model", [{ scheme: "file" }, { scheme: "untitled" }]);
  item.name = l10n.t("Cloze: correction model");
  item.command = { command: "cloze.retrain", title: l10n.t("Retrain") };
  const show = (model: ModelInUseParams): void => {
    item.text = modelText(model, (date) => date.toLocaleDateString());
  };
  show({});
  return { show, dispose: () => item.dispose() };
}
