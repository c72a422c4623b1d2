import { type Disposable, type ExtensionContext, FileSystemError, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  extensionFile,
  type ExtensionFileParams,
  ignoreFile,
  projectFile,
  projectText,
  type ProjectTextParams,
  wordsFile,
} from "../../protocol.js";

/** What the server is made of: the model and its runtime. */
const OWN =
  /^(?:model\/(?:second\/)?[\w.]+|dist\/web\/runtime\.js|dist\/node_modules\/onnxruntime-web\/dist\/[\w-]+\.wasm)$/u;
/** What team and writer say lies in files of these names. */
const PROJECT: ReadonlySet<string> = new Set([projectFile, ignoreFile, wordsFile, "package.json", "words.txt"]);
/** Bytes: a hundred thousand words and more. */
const MOST = 16_000_000;

/** Reads for the server, which has no file system: the extension's own files, and those that it is told by. */
export function answerFiles(client: BaseLanguageClient, { extensionUri }: ExtensionContext): Disposable[] {
  return [
    client.onRequest(extensionFile.method, ({ path }: ExtensionFileParams) => {
      if (!OWN.test(path)) throw new Error(`${path} is no file of the model.`);
      return workspace.fs.readFile(Uri.joinPath(extensionUri, path));
    }),
    client.onRequest(projectText.method, ({ uri }: ProjectTextParams) => textOf(Uri.parse(uri))),
  ];
}

async function textOf(uri: Uri): Promise<string | null> {
  if (!PROJECT.has(uri.path.slice(uri.path.lastIndexOf("/") + 1))) throw new Error("It says nothing to Cloze");
  const bytes = await readIfThere(uri);
  if (bytes === undefined) return null;
  if (bytes.length > MOST) throw new Error("It is too large");
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** @returns `undefined` where there is no such file */
export async function readIfThere(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
