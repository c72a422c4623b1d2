import { FileSystemError, l10n, Uri, window, workspace } from "vscode";
import { decisionsFile } from "../../protocol.js";
import type { IgnoredSentenceStore } from "../dictionary/ignoredSentenceStore.js";
import { showStatusMessage } from "../editorWindow.js";

const nothing = (): void => showStatusMessage(l10n.t("Cloze: nothing is remembered in this workspace."));

/** Opens the file, one decision a line, to be read and edited. */
export async function showDecisions(storage: Uri | undefined): Promise<void> {
  if (!storage) return nothing();
  const file = Uri.joinPath(storage, decisionsFile);
  if (await isThere(file)) await window.showTextDocument(await workspace.openTextDocument(file));
  else nothing();
}

/** Asks first: it cannot be undone. */
export async function eraseDecisions(storage: Uri | undefined, ignored: IgnoredSentenceStore): Promise<void> {
  const file = storage && Uri.joinPath(storage, decisionsFile);
  const isRemembered = file !== undefined && (await isThere(file));
  if (!isRemembered && ignored.all().length === 0) return nothing();
  const erase = l10n.t("Erase");
  const question = l10n.t("Erase all decisions that Cloze remembers of this workspace?");
  const detail = l10n.t("Fixes you accepted, findings you ignored, words you corrected. Models already trained stay.");
  if ((await window.showWarningMessage(question, { modal: true, detail }, erase)) !== erase) return;
  if (isRemembered) await workspace.fs.delete(file);
  await ignored.clear();
  showStatusMessage(l10n.t("Cloze: the remembered decisions are erased."));
}

async function isThere(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return false;
    throw error;
  }
}
