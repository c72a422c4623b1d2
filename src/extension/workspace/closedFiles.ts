import { type CancellationToken, type Disposable, languages, Uri, workspace } from "vscode";
import { checkFile, checkText } from "../../protocol.js";
import type { ServerHost } from "../serverHost.js";
import type { StatusState } from "../status/statusState.js";

/** Bytes that a character may take in UTF-8; the server counts characters. */
const MOST_BYTES = 4;

/** The text of a file, as it is in the editor if it is open, else as it is on disk. */
async function readText(uri: Uri): Promise<string | { readonly kind: "large" | "unreadable" }> {
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

/** What came of one file. */
export type FileOutcome =
  | { readonly kind: "checked"; readonly findings: number }
  | { readonly kind: "large" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "broken" };

/** The files that were checked without being shown, with their findings in the Problems panel. */
interface ClosedFiles extends Disposable {
  /** @throws if it is cancelled */
  check(uri: Uri, languageId: string, token: CancellationToken): Promise<FileOutcome>;
  /** As before. Does nothing for a file that was never checked, or that has findings of its own by now. */
  checkAgain(key: string, token: CancellationToken): Promise<void>;
  /** URIs of the files that have findings. */
  withFindings(): string[];
  has(key: string): boolean;
  /** The file, or the folder, is gone. */
  forget(uri: Uri): void;
  /** Documents that the server reports on by itself have findings of their own. */
  yieldToShown(): void;
  clear(): void;
}

export function createClosedFiles(server: ServerHost, statuses: StatusState): ClosedFiles {
  const collection = languages.createDiagnosticCollection("cloze.workspace");
  /** Language of each file that has been checked, by URI. */
  const files = new Map<string, string>();
  const isShown = (uri: Uri): boolean => statuses.of(uri.toString()).document !== undefined;

  const check: ClosedFiles["check"] = async (uri, languageId, token) => {
    const key = uri.toString();
    files.set(key, languageId);
    if (isShown(uri)) {
      const { findings } = await server.request(checkFile, { uri: key }, token);
      return { kind: "checked", findings };
    }
    const text = await readText(uri);
    if (typeof text !== "string") {
      collection.delete(uri);
      return text;
    }
    const { diagnostics, unchecked, isChecked } = await server.request(
      checkText,
      { uri: key, languageId, text },
      token,
    );
    if (!isChecked) return { kind: "broken" };
    const converted = await server.toDiagnostics(diagnostics);
    // It may have been opened, deleted or cleared meanwhile.
    if (files.has(key) && !isShown(uri)) collection.set(uri, converted);
    if (unchecked.some(({ kind }) => kind === "large")) return { kind: "large" };
    return { kind: "checked", findings: diagnostics.length };
  };

  function known(): string[] {
    const keys: string[] = [];
    collection.forEach((uri, diagnostics) => void (diagnostics.length > 0 && keys.push(uri.toString())));
    return keys;
  }

  return {
    check,
    async checkAgain(key, token) {
      const languageId = files.get(key);
      const uri = Uri.parse(key);
      if (languageId !== undefined && !isShown(uri)) await check(uri, languageId, token);
    },
    withFindings: known,
    has: (key) => files.has(key),
    forget(uri) {
      const isGone = (key: string): boolean => key === uri.toString() || key.startsWith(`${uri.toString()}/`);
      for (const key of [...files.keys()].filter(isGone)) {
        files.delete(key);
        collection.delete(Uri.parse(key));
      }
    },
    yieldToShown() {
      for (const uri of known().map((key) => Uri.parse(key))) if (isShown(uri)) collection.delete(uri);
    },
    clear() {
      files.clear();
      collection.clear();
    },
    dispose: () => collection.dispose(),
  };
}
