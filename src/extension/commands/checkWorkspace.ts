import { type CancellationToken, commands, l10n, type Progress, ProgressLocation, window, workspace } from "vscode";
import { showStatusMessage } from "../editorWindow.js";
import type { FileOutcome } from "../workspace/closedFiles.js";
import { findFiles, type WorkspaceFile } from "../workspace/findFiles.js";
import { nothingYet, summaryText, type Tally } from "../workspace/summary.js";
import type { WorkspaceFindings } from "../workspace/workspaceFindings.js";
import { isCancelled } from "./registrar.js";

/** The most files checked by one command; more than that is a matter for the command line. */
const MOST_FILES = 2000;

/** Checks the files of all workspace folders; the findings stay in the Problems panel, and a summary says what was done. */
export async function checkWorkspace(findings: WorkspaceFindings): Promise<void> {
  if (!workspace.workspaceFolders?.length) return showStatusMessage(l10n.t("Cloze: no folder is open."));
  findings.clear();
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("Cloze: checking the workspace"),
    cancellable: true,
  };
  const tally = await window.withProgress(options, (progress, token) => checkAll(findings, progress, token));
  void tellSummary(tally);
}

async function checkAll(
  findings: WorkspaceFindings,
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<Tally> {
  const found: WorkspaceFile[] = [];
  for (const folder of workspace.workspaceFolders ?? []) {
    found.push(...(await findFiles(folder, MOST_FILES + 1 - found.length, token)));
  }
  const files = found.slice(0, MOST_FILES);
  let tally: Tally = { ...nothingYet, files: files.length, isCut: found.length > MOST_FILES };
  for (const [index, { uri, languageId }] of files.entries()) {
    if (token.isCancellationRequested) return { ...tally, end: "cancelled" };
    const message = l10n.t("{0} of {1}: {2}", index + 1, files.length, workspace.asRelativePath(uri));
    progress.report({ message, increment: 100 / files.length });
    try {
      tally = counted(tally, await findings.check(uri, languageId, token));
    } catch (error) {
      // A pause ends it as well as the cancel button does.
      if (isCancelled(error)) return { ...tally, end: "cancelled" };
      throw error;
    }
    if (tally.end === "broken") break;
  }
  return tally;
}

function counted(tally: Tally, outcome: FileOutcome): Tally {
  switch (outcome.kind) {
    case "checked":
      return {
        ...tally,
        checked: tally.checked + 1,
        findings: tally.findings + outcome.findings,
        withFindings: tally.withFindings + Math.sign(outcome.findings),
      };
    case "large":
      return { ...tally, large: tally.large + 1 };
    case "unreadable":
      return { ...tally, unreadable: tally.unreadable + 1 };
    case "broken":
      return { ...tally, end: "broken" };
    default:
      throw new Error("Unknown outcome");
  }
}

async function tellSummary(tally: Tally): Promise<void> {
  const show = l10n.t("Show Problems");
  const chosen = await window.showInformationMessage(summaryText(tally), ...(tally.findings > 0 ? [show] : []));
  if (chosen === show) await commands.executeCommand("workbench.actions.view.problems");
}
