import { lstat, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { FileSystemError, l10n, type LogOutputChannel, Uri, window, workspace } from "vscode";
import { decisionsFile, deleteLearned, type InitializationOptions } from "../../protocol.js";
import type { IgnoredSentenceStore } from "../dictionary/ignoredSentenceStore.js";
import { showStatusMessage } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";

export interface Learned {
  readonly server: Pick<ServerHost, "request">;
  readonly ignored: Pick<IgnoredSentenceStore, "all" | "clear">;
  readonly folders: Pick<InitializationOptions, "storage" | "sharedStorage">;
  readonly log: Pick<LogOutputChannel, "warn">;
}

/** Milliseconds in which the server stops what it is at. */
const PATIENCE = 10_000;

/**
 * Says where all that was learned lies, asks, since it cannot be undone, and deletes it: also where the server is down or has no business in
 * this workspace, such as one that is not trusted.
 * @param patience milliseconds
 * @throws the file system's own error for what cannot be deleted; the rest is gone then
 */
export async function deleteEverythingLearned(
  { server, ignored, folders, log }: Learned,
  patience = PATIENCE,
): Promise<void> {
  const places = await placesIn(folders);
  const count = ignored.all().length;
  if (places.length === 0 && count === 0) return showStatusMessage(l10n.t("Cloze: nothing has been learned."));
  const erase = l10n.t("Delete");
  const question = l10n.t("Delete everything that Cloze has learned?");
  const detail = l10n.t(
    "The retrained models of this workspace and those for all workspaces, their reports, and the decisions remembered here. Other workspaces keep models and decisions of their own; the model that ships stays.",
  );
  const where = [...places, ...(count > 0 ? [l10n.t("Ignored findings that VS Code keeps with this workspace: {0}", count)] : [])]; // prettier-ignore
  const answer = await window.showWarningMessage(question, { modal: true, detail: [detail, "", ...where].join("\n") }, erase); // prettier-ignore
  if (answer !== erase) return;
  await ignored.clear();
  // It stops a training, and uses the model that ships from then on.
  await Promise.race([server.request(deleteLearned, null), setTimeout(patience)]).catch((error: unknown) => log.warn(String(error))); // prettier-ignore
  const done = await Promise.allSettled((await placesIn(folders)).map((path) => rm(path, { recursive: true, force: true }))); // prettier-ignore
  const failed = done.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  showStatusMessage(l10n.t("Cloze: everything learned is deleted."));
}

/** Paths of what is there. */
async function placesIn({ storage, sharedStorage }: Learned["folders"]): Promise<string[]> {
  const places = [
    ...(storage === undefined ? [] : [join(storage, decisionsFile), join(storage, "models")]),
    ...(sharedStorage === undefined ? [] : [join(sharedStorage, "models")]),
  ];
  const found = await Promise.all(places.map((path) => lstat(path).then(() => true, () => false))); // prettier-ignore
  return places.filter((_, at) => found[at]);
}

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
