import { l10n, type QuickPickItem, Uri, window, workspace } from "vscode";
import type { AddWordArgument } from "../../protocol.js";
import { showStatusMessage } from "../editorWindow.js";
import type { Dictionaries, Dictionary } from "./dictionaries.js";
import { withoutWord, withWord, wordsIn } from "./dictionaryText.js";
import { removeFromUserList, userList } from "./userLists.js";

interface Picked extends QuickPickItem {
  readonly dictionary: Dictionary;
}

/** A word of a quick fix; without one, the word at the caret, for a dictionary that the writer chooses. */
export async function addWord(dictionaries: Dictionaries, argument: AddWordArgument | undefined): Promise<void> {
  const word = argument?.word ?? wordAtCaret();
  if (word === undefined) return showStatusMessage(l10n.t("Cloze: put the caret on a word."));
  const dictionary = argument
    ? dictionaries.of(Uri.parse(argument.uri)).find(({ scope }) => scope === argument.scope)
    : await pickDictionary(dictionaries, l10n.t("Add “{0}” to", word));
  if (!dictionary) return argument && showStatusMessage(l10n.t("Cloze: this file is in no workspace folder."));
  await dictionaries.change(dictionary, (text) => withWord(text, word));
  showStatusMessage(l10n.t("Cloze: “{0}” is in {1}.", word, dictionary.name));
}

/** Takes out a word that the writer chooses from all that hold for the present file; the one at the caret comes first. */
export async function removeWord(dictionaries: Dictionaries): Promise<void> {
  const items = await Promise.all(dictionaries.of(activeUri()).map((each) => wordItems(each, dictionaries)));
  const caret = wordAtCaret();
  const all = [...items.flat(), ...settingItems()].sort(
    (a, b) => Number(b.label === caret) - Number(a.label === caret) || a.label.localeCompare(b.label, "en"),
  );
  if (all.length === 0) return showStatusMessage(l10n.t("Cloze: no word is in a dictionary."));
  const picked = await window.showQuickPick(all, {
    title: l10n.t("Remove from a dictionary"),
    matchOnDescription: true,
  });
  if (!picked) return;
  await picked.remove();
  showStatusMessage(l10n.t("Cloze: “{0}” is no longer in {1}.", picked.label, picked.description));
}

/** Opens a dictionary that the writer chooses. */
export async function editDictionary(dictionaries: Dictionaries): Promise<void> {
  const dictionary = await pickDictionary(dictionaries, l10n.t("Edit"));
  if (!dictionary) return;
  await dictionaries.change(dictionary, (text) => text || l10n.t("# One word a line.") + "\n");
  await window.showTextDocument(dictionary.file);
}

interface WordItem extends QuickPickItem {
  readonly description: string;
  remove(): Promise<void>;
}

async function wordItems(dictionary: Dictionary, dictionaries: Dictionaries): Promise<WordItem[]> {
  return wordsIn(await dictionaries.read(dictionary)).map((label) => ({
    label,
    description: dictionary.name,
    remove: () => dictionaries.change(dictionary, (text) => withoutWord(text, label)),
  }));
}

/** Words can stand in the settings, too. */
function settingItems(): WordItem[] {
  return userList("words").map((word) => ({
    label: String(word),
    description: l10n.t("the setting cloze.words"),
    remove: () => removeFromUserList("words", word),
  }));
}

async function pickDictionary(dictionaries: Dictionaries, title: string): Promise<Dictionary | undefined> {
  const items: Picked[] = dictionaries.of(activeUri()).map((dictionary) => ({
    label: dictionary.name,
    description: workspace.asRelativePath(dictionary.file),
    dictionary,
  }));
  return items.length === 1 ? items[0]?.dictionary : (await window.showQuickPick(items, { title }))?.dictionary;
}

function activeUri(): Uri | undefined {
  return window.activeTextEditor?.document.uri;
}

/** The selection if it is one word, else the word that the caret is in. */
function wordAtCaret(): string | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  const word = document.getText(range).trim();
  return range && /^\S{1,100}$/u.test(word) ? word : undefined;
}
