import {
  type Command,
  type Disposable,
  l10n,
  languages,
  LanguageStatusSeverity,
  StatusBarAlignment,
  type TextDocument,
  ThemeColor,
  window,
} from "vscode";
import type { ModelInUseParams } from "../../protocol.js";
import { checkedLanguages } from "../client.js";
import { writtenSchemes } from "../documentSelector.js";
import { type StatusMenuArgument, statusMenuCommand } from "./statusMenu.js";
import type { StatusState } from "./statusState.js";
import { modelText, type DocumentStatus, type StatusView, statusViewOf } from "./statusText.js";

const severities: Readonly<Record<StatusView["severity"], LanguageStatusSeverity>> = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

/** The language status item, and one in the status bar itself, which VS Code's own menu there hides. */
export function createStatusItems(statuses: StatusState): Disposable[] {
  const language = languages.createLanguageStatusItem(
    "cloze.status",
    writtenSchemes.map((scheme) => ({ scheme })),
  );
  language.name = "Cloze";
  const bar = window.createStatusBarItem("cloze.status", StatusBarAlignment.Right);
  bar.name = "Cloze";

  function update(): void {
    const view = statusViewOf(statusOf(window.activeTextEditor?.document, statuses));
    const command = commandOf(view.action);
    language.text = view.text;
    language.detail = view.detail;
    language.severity = severities[view.severity];
    language.busy = view.isBusy;
    language.command = command;
    bar.text = `$(${view.icon ?? ""}) ${view.text}`;
    bar.tooltip = view.detail || l10n.t("Click for what Cloze can do here.");
    bar.command = view.isUrgent ? command : menuCommand(view);
    bar.accessibilityInformation = { label: `${view.text}. ${view.detail}` };
    bar.backgroundColor = view.isUrgent ? backgroundOf(view) : undefined;
    if (view.icon) bar.show();
    else bar.hide();
  }

  update();
  return [language, bar, statuses.onChange(update), window.onDidChangeActiveTextEditor(update)];
}

/** Of a file that the server never sees, the client knows the reason. */
function statusOf(document: TextDocument | undefined, statuses: StatusState): DocumentStatus {
  const uri = document?.uri.toString();
  const status = statuses.of(uri);
  if (!document || uri === undefined || status.document || document.languageId in checkedLanguages()) return status;
  const unchecked = [{ kind: "language", languageId: document.languageId } as const];
  return { ...status, document: { uri, findings: 0, checking: false, unchecked } };
}

function backgroundOf({ severity }: StatusView): ThemeColor {
  return new ThemeColor(severity === "error" ? "statusBarItem.errorBackground" : "statusBarItem.warningBackground");
}

function menuCommand({ text, detail, action }: StatusView): Command {
  const argument: StatusMenuArgument = { title: text, detail, hasFindings: action === "nextFinding" };
  return { command: statusMenuCommand, title: text, arguments: [argument] };
}

function commandOf(action: StatusView["action"]): Command | undefined {
  switch (action) {
    case "showLog":
      return { command: "cloze.showLog", title: l10n.t("Show Log") };
    case "resume":
      return { command: "cloze.resume", title: l10n.t("Resume Checking") };
    case "restart":
      return { command: "cloze.restart", title: l10n.t("Restart Server") };
    case "nextFinding":
      return { command: "cloze.nextFinding", title: l10n.t("Next Finding") };
    case undefined:
      return undefined;
    default:
      throw new Error(`Unknown action: ${String(action)}`);
  }
}

/** A language status item of its own: which model is in use, and the way to another. */
interface ModelStatus extends Disposable {
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
