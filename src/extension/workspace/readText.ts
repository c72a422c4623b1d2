import { workspace, type Uri } from "vscode";

/** Bytes that a character may take in UTF-8; the server counts characters. */
const MOST_BYTES = 4;

/** The text of a file, as it is in the editor if it is open, else as it is on disk. */
export async function readText(uri: Uri): Promise<string | { readonly kind: "large" | "unreadable" }> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  const limit = workspace.getConfiguration("cloze", uri).get<number>("maxFileSize", 1000) * 1000;
  try {
    if ((await workspace.fs.stat(uri)).size > limit * MOST_BYTES) return { kind: "large" };
    return new TextDecoder("utf-8", { fatal: true }).decode(await workspace.fs.readFile(uri));
  } catch {
    // Gone, forbidden or in another encoding: the summary counts it.
    return { kind: "unreadable" };
  }
}
