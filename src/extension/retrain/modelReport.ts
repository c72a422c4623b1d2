import { randomBytes } from "node:crypto";
import { l10n, ViewColumn, window, workspace } from "vscode";
import { modelReport } from "../../protocol.js";
import { showStatusMessage } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";
import { reportDocument } from "./reportDocument.js";

/** The model report, beside the text. */
interface ReportPanel {
  show(): Promise<void>;
  /** As a Markdown document of its own, to be kept or sent. */
  showMarkdown(): Promise<void>;
}

export function createReportPanel(server: ServerHost): ReportPanel {
  const nothing = (): void => showStatusMessage(l10n.t("Cloze: no model has been retrained here."));
  return {
    async show() {
      const report = await server.request(modelReport, null);
      if (!report) return nothing();
      const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
      const panel = window.createWebviewPanel("cloze.modelReport", l10n.t("Model Report"), column, {
        enableScripts: false,
        localResourceRoots: [],
      });
      panel.webview.html = reportDocument(report.page, randomBytes(16).toString("hex"));
    },
    async showMarkdown() {
      const report = await server.request(modelReport, null);
      if (!report) return nothing();
      const document = await workspace.openTextDocument({ language: "markdown", content: report.markdown });
      await window.showTextDocument(document);
    },
  };
}
