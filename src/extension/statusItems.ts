import {
  LanguageStatusSeverity,
  StatusBarAlignment,
  ThemeColor,
  l10n,
  languages,
  window,
  type Command,
  type Disposable,
  type TextDocument,
} from "vscode";
import { checkedLanguages } from "./client.js";
import { writtenSchemes } from "./documentSelector.js";
import type { Situations } from "./situation.js";
import { viewOf, type Situation, type View } from "./view.js";

const severities: Readonly<Record<View["severity"], LanguageStatusSeverity>> = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

/** The language status item, and an item in the status bar itself for a pause or a problem. */
export function createStatusItems(situations: Situations): Disposable[] {
  const language = languages.createLanguageStatusItem(
    "cloze.status",
    writtenSchemes.map((scheme) => ({ scheme })),
  );
  language.name = "Cloze";
  const bar = window.createStatusBarItem("cloze.problem", StatusBarAlignment.Right);
  bar.name = l10n.t("Cloze: pauses and problems");

  function update(): void {
    const view = viewOf(situationOf(window.activeTextEditor?.document, situations));
    const command = commandOf(view.action);
    language.text = view.text;
    language.detail = view.detail;
    language.severity = severities[view.severity];
    language.busy = view.isBusy;
    language.command = command;
    bar.text = view.severity === "error" ? `$(error) ${view.text}` : `$(debug-pause) ${view.text}`;
    bar.tooltip = view.detail;
    bar.command = command;
    bar.accessibilityInformation = { label: `${view.text}. ${view.detail}` };
    bar.backgroundColor = new ThemeColor(
      view.severity === "error" ? "statusBarItem.errorBackground" : "statusBarItem.warningBackground",
    );
    if (view.isUrgent) bar.show();
    else bar.hide();
  }

  update();
  return [language, bar, situations.onChange(update), window.onDidChangeActiveTextEditor(update)];
}

/** Of a file that the server never sees, the client knows the reason. */
function situationOf(document: TextDocument | undefined, situations: Situations): Situation {
  const uri = document?.uri.toString();
  const situation = situations.of(uri);
  if (!document || uri === undefined || situation.document || document.languageId in checkedLanguages())
    return situation;
  const unchecked = [{ kind: "language", languageId: document.languageId } as const];
  return { ...situation, document: { uri, findings: 0, checking: false, unchecked } };
}

function commandOf(action: View["action"]): Command | undefined {
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
