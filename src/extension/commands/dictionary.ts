import { ConfigurationTarget, FileSystemError, Uri, l10n, workspace } from "vscode";
import { wordsFile, type AddWordArgument, type IgnorePairArgument } from "../../protocol.js";
import { tellBriefly } from "../tellBriefly.js";
import { withWord } from "../wordList.js";

/** Adds a word to the user's setting or to the dictionary file of the workspace folder that the document lies in. */
export async function addWord({ word, uri, scope }: AddWordArgument): Promise<void> {
  switch (scope) {
    case "user":
      await addToUserList("words", word);
      return tellBriefly(l10n.t("Cloze: “{0}” is in your dictionary.", word));
    case "workspace":
      return addToFolder(word, Uri.parse(uri));
    default:
      throw new Error(`Unknown scope: ${String(scope)}`);
  }
}

/** From now on this correction is offered nowhere. */
export async function ignorePair({ original, fix }: IgnorePairArgument): Promise<void> {
  await addToUserList("ignoredPairs", { original, fix });
  tellBriefly(l10n.t("Cloze: “{0}” → “{1}” is ignored everywhere.", original, fix));
}

async function addToUserList(key: "words" | "ignoredPairs", item: unknown): Promise<void> {
  const settings = workspace.getConfiguration("cloze");
  const own = settings.inspect<unknown[]>(key)?.globalValue ?? [];
  if (own.some((other) => JSON.stringify(other) === JSON.stringify(item))) return;
  await settings.update(key, [...own, item], ConfigurationTarget.Global);
}

async function addToFolder(word: string, document: Uri): Promise<void> {
  const folder = workspace.getWorkspaceFolder(document);
  if (!folder) return tellBriefly(l10n.t("Cloze: this file is in no workspace folder."));
  const file = Uri.joinPath(folder.uri, wordsFile);
  const text = withWord(await readIfThere(file), word);
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  tellBriefly(l10n.t("Cloze: “{0}” is in {1}.", word, wordsFile));
}

/** A file that is not UTF-8 is left as it is: writing it back would spoil it. */
async function readIfThere(file: Uri): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return "";
    if (error instanceof TypeError) throw new Error(l10n.t("{0} is not UTF-8, so no word is added.", file.fsPath));
    throw error;
  }
}
