import * as vscode from "vscode";

/** How long the model may take on a busy machine, in milliseconds. */
const PATIENCE = 45_000;

let opened = 0;

/** How many code actions are asked for their edits, as is the one that a writer chooses. */
export const RESOLVED = 20;

/** Shows an unsaved document under a name of its own: the editor may answer a name just closed with the closed text. */
export async function openText(language: string, content: string): Promise<vscode.TextDocument> {
  const untitled = await vscode.workspace.openTextDocument(vscode.Uri.parse(`untitled:case${String(++opened)}.md`));
  const document = await vscode.languages.setTextDocumentLanguage(untitled, language);
  const editor = await vscode.window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content));
  return document;
}

/** A diagnostic of Cloze, with what it carries for its fixes. */
export type Finding = vscode.Diagnostic & {
  readonly data: {
    readonly probability: number;
    readonly fixes: readonly { readonly text: string; readonly probability: number }[];
  };
};

/** Cloze's findings in a document, in order, without its hints. */
export function findingsIn(document: vscode.TextDocument): Finding[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((diagnostic): diagnostic is Finding => diagnostic.source?.toLowerCase() === "cloze")
    .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/**
 * Waits until the findings in a document are the wanted ones, each as `line:text` with lines from 1.
 * @throws if they are not in time, with what there was
 */
export async function expectFindings(document: vscode.TextDocument, wanted: readonly string[]): Promise<void> {
  const shown = () =>
    findingsIn(document).map(({ range }) => `${range.start.line + 1}:${document.getText(range).trim()}`);
  const reached = () => shown().join() === wanted.join();
  if (reached()) return;
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`Wanted the findings [${wanted.join(", ")}], there are [${shown().join(", ")}].`));
    }, PATIENCE);
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (!reached()) return;
      clearTimeout(late);
      subscription.dispose();
      resolve();
    });
  });
}

/** Waits until the condition holds. @throws with the complaint if it does not in time */
export async function until(condition: () => boolean, complaint: string): Promise<void> {
  for (const end = Date.now() + PATIENCE; !condition();) {
    if (Date.now() > end) throw new Error(complaint);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Runs with one of our settings set for the writer, and takes it back. */
export async function withSetting(key: string, value: unknown, run: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration("cloze");
  await settings.update(key, value, vscode.ConfigurationTarget.Global);
  try {
    await run();
  } finally {
    await settings.update(key, undefined, vscode.ConfigurationTarget.Global);
  }
}
