import { type Uri, workspace } from "vscode";
import type { WordFiles } from "../host.js";
import { readIfThere } from "./files.js";

/** By the editor's file system, whatever that is: it writes a file whole, and knows no lock. */
export const wordFiles: WordFiles = {
  reach: () => true,
  read,
  async change(file, _, change) {
    const before = await read(file);
    const after = change(before);
    if (after !== before) await workspace.fs.writeFile(file, new TextEncoder().encode(after));
  },
};

async function read(file: Uri): Promise<string> {
  const bytes = await readIfThere(file);
  return bytes === undefined ? "" : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
