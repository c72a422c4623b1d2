import { type ExtensionContext, l10n, Range, type TextDocument, Uri, workspace, WorkspaceEdit } from "vscode";
import { FileProblem, type FileProblemKind } from "../../files/fileProblem.js";
import { type DictionaryScope, wordsFile } from "../../protocol.js";
import type { WordFiles } from "../host.js";

/** Why a file is not used, in the writer's language. */
function fileProblemText({ kind, path, message }: FileProblem): string {
  return TEXTS[kind]?.(path) ?? message;
}

/** The rest is rare, or the system's own words. */
const TEXTS: Readonly<Partial<Record<FileProblemKind, (path: string) => string>>> = {
  binary: (path) => l10n.t("{0} is no text, so it is left as it is.", path),
  changed: (path) => l10n.t("{0} was changed by another program meanwhile, so it is left as it is. Try again.", path),
  forbidden: (path) => l10n.t("{0} may not be read.", path),
  full: (path) => l10n.t("There is no space left to write {0}, so it is left as it is.", path),
  notUnicode: (path) => l10n.t("{0} is neither UTF-8 nor UTF-16, so it is left as it is.", path),
  otherKind: (path) => l10n.t("{0} is a link to another kind of file, which is left as it is.", path),
  outside: (path) => l10n.t("{0} is a link that leads out of its folder, so it is left as it is.", path),
  readOnly: (path) => l10n.t("{0} may not be written, so it is left as it is.", path),
};

/** One dictionary that holds for a document. */
export interface Dictionary {
  readonly scope: DictionaryScope;
  /** For people: "my dictionary". */
  readonly name: string;
  readonly file: Uri;
}

/** Where the dictionaries are. */
export interface Dictionaries {
  readonly user: Uri;
  /** Beside the file of a workspace of several folders, once that is saved. */
  readonly workspace: Uri | undefined;
  /** Those that hold for a document; for none at all the user's and that of the workspace. */
  of(document: Uri | undefined): Dictionary[];
  /** @throws an Error for people if the file cannot be used */
  read(dictionary: Dictionary): Promise<string>;
  /** @throws an Error for people if the file cannot be used; it is as it was then */
  change(dictionary: Dictionary, change: (text: string) => string): Promise<void>;
}

/** @param onChange is told at once of what is changed here; watching takes its time, for a folder that is new most of all */
export function createDictionaries(
  { globalStorageUri }: ExtensionContext,
  files: WordFiles,
  onChange: (file: Uri) => void,
): Dictionaries {
  const user = Uri.joinPath(globalStorageUri, "words.txt");
  const { workspaceFile } = workspace;
  const shared = workspaceFile && files.reach(workspaceFile) ? Uri.joinPath(workspaceFile, "..", wordsFile) : undefined;
  return {
    user,
    workspace: shared,
    of(document) {
      const own: Dictionary = { scope: "user", name: l10n.t("my dictionary"), file: user };
      // Those of a workspace that is not trusted do not count, and nothing is written into it.
      if (!workspace.isTrusted) return [own];
      const folder = document && workspace.getWorkspaceFolder(document);
      const ofFolder = folder && files.reach(folder.uri) ? Uri.joinPath(folder.uri, wordsFile) : undefined;
      const isOnly = workspace.workspaceFolders?.length === 1;
      const ofWorkspace = isOnly ? ofFolder : shared;
      return [
        own,
        ...(ofFolder && folder && !isOnly
          ? [{ scope: "folder", name: l10n.t("the dictionary of {0}", folder.name), file: ofFolder } as const]
          : []),
        ...(ofWorkspace
          ? [{ scope: "workspace", name: l10n.t("the workspace dictionary"), file: ofWorkspace } as const]
          : []),
      ];
    },
    read: (dictionary) =>
      forPeople(async () => openAndChanged(dictionary.file)?.getText() ?? (await files.read(...placeOf(dictionary)))),
    async change(dictionary, change) {
      if (dictionary.scope !== "user" && !workspace.isTrusted)
        throw new Error(l10n.t("This workspace is not trusted, so nothing is written into it."));
      await forPeople(async () => {
        const document = openAndChanged(dictionary.file);
        if (document) await changeDocument(document, change);
        else await files.change(...placeOf(dictionary), change);
      });
      onChange(dictionary.file);
    },
  };
}

/** The file, and the folder that it came with, which a link must not leave. */
function placeOf({ scope, file }: Dictionary): [file: Uri, folder: Uri | undefined] {
  return [file, scope === "user" ? undefined : Uri.joinPath(file, "..")];
}

/** The editor would overwrite the file, or refuse to save. */
function openAndChanged(file: Uri): TextDocument | undefined {
  return workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.toString() === file.toString());
}

async function changeDocument(document: TextDocument, change: (text: string) => string): Promise<void> {
  const edit = new WorkspaceEdit();
  const all = new Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, all, change(document.getText()));
  await workspace.applyEdit(edit);
  await document.save();
}

async function forPeople<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    throw new Error(fileProblemText(error), { cause: error });
  }
}
