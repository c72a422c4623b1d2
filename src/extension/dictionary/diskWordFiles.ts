import type { Uri } from "vscode";
import type { WordFiles } from "../host.js";
import { changeWordFile, readWordFile, type WordFile } from "./dictionaryFile.js";

/** On this machine's disk. */
export const diskWordFiles: WordFiles = {
  reach: ({ scheme }) => scheme === "file",
  read: (file, folder) => readWordFile(wordFile(file, folder)),
  change: (file, folder, change) => changeWordFile(wordFile(file, folder), change),
};

function wordFile(file: Uri, folder: Uri | undefined): WordFile {
  return { path: file.fsPath, folder: folder?.fsPath };
}
