import { l10n, ProgressLocation, window } from "vscode";
import { checkFile as checkFileRequest } from "../../protocol.js";
import { checkedLanguages } from "../client.js";
import { showStatusMessage } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";
import { reasonText } from "../status/statusText.js";

/** Checks the whole active document, however large, and says how many findings there are. */
export async function checkFile(server: ServerHost): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) return showStatusMessage(l10n.t("Cloze: no file is open."));
  if (!(document.languageId in checkedLanguages())) {
    return showStatusMessage(`Cloze: ${reasonText({ kind: "language", languageId: document.languageId })}`);
  }
  const uri = document.uri.toString();
  const options = { location: ProgressLocation.Window, title: l10n.t("Cloze: checking"), cancellable: true };
  const result = await window.withProgress(options, (_, token) => server.request(checkFileRequest, { uri }, token));
  const reasons = result.unchecked.map((reason) => reasonText(reason));
  const count = result.findings === 1 ? l10n.t("1 finding.") : l10n.t("{0} findings.", result.findings);
  showStatusMessage(`Cloze: ${[count, ...reasons].join(" ")}`);
}
