import assert from "node:assert/strict";
import * as vscode from "vscode";
import { mistake } from "../../mistakes/mistakes.js";
import { RESOLVED, expectFindings, findingsIn, openText } from "./documents.js";

const { source, original, fix } = mistake("agreement");
const { source: misspelt, original: word, start } = mistake("spelling");
/** What a server has to do for some seconds. */
const OTHERS = Array.from({ length: 4 }, (_, at) => [mistake("wordChoice", at), mistake("extraWord", at)]).flat();

/** What the writer and the team can ask for: name → check. */
export const controlCases: Readonly<Record<string, () => Promise<void>>> = {
  "puts a word into the writer's dictionary and takes it out again": async () => {
    const document = await openText("markdown", `${misspelt}\n`);
    await expectFindings(document, [`1:${word}`]);
    const uri = document.uri.toString();
    await vscode.commands.executeCommand("cloze.addWord", { word, uri, scope: "user" });
    await expectFindings(document, []);
    vscode.window.activeTextEditor!.selection = new vscode.Selection(0, start + 1, 0, start + 1);
    await accepting(vscode.commands.executeCommand("cloze.removeWord"));
    await expectFindings(document, [`1:${word}`]);
  },

  "silences a word in the whole file by a comment": async () => {
    const document = await openText("markdown", `${misspelt}\n`);
    await expectFindings(document, [`1:${word}`]);
    await applyQuickFix(document, `Ignore “${word}” in this file (adds a comment)`);
    assert.equal(document.getText(), `${misspelt}\n\n<!-- cloze-ignore ${word} -->\n`);
    await expectFindings(document, []);
  },

  "ignores a pair of words everywhere until the writer stops ignoring it": async () => {
    const document = await openText("markdown", `${source}\n`);
    await expectFindings(document, [`1:${original}`]);
    const { command } = await quickFix(document, `Ignore everywhere: “${original}” → “${fix}”`);
    await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
    await expectFindings(document, []);
    await accepting(vscode.commands.executeCommand("cloze.allowPair"));
    await expectFindings(document, [`1:${original}`]);
  },

  "does what .cloze.json says as soon as it says it, and completes it": async () => {
    const file = inFolder("docs/configured.md");
    const config = inFolder(".cloze.json");
    await write(file, `${source}\n`);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    try {
      await expectFindings(document, [`1:${original}`]);
      await write(config, '{ "ignoredFiles": ["docs/"] }');
      await expectFindings(document, []);
      await write(config, '{ "severity": { "agreement": "error" } }');
      await expectFindings(document, [`1:${original}`]);
      await eventually(() => findingsIn(document)[0]?.severity === vscode.DiagnosticSeverity.Error);
      await eventually(async () => (await completionsIn(config)).includes("sensitivity"));
    } finally {
      await vscode.workspace.fs.delete(config);
    }
    await eventually(() => findingsIn(document)[0]?.severity === vscode.DiagnosticSeverity.Information);
  },

  "waits for saving where the writer wants it so": async () => {
    const file = inFolder("saved.md");
    await write(file, `${source}\n`);
    const settings = vscode.workspace.getConfiguration("cloze");
    await settings.update("checkOn", "save", vscode.ConfigurationTarget.Workspace);
    try {
      const document = await vscode.workspace.openTextDocument(file);
      const editor = await vscode.window.showTextDocument(document);
      await expectFindings(document, [`1:${original}`]);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), `\n${misspelt}\n\nMore.\n`));
      // What is opened later is checked, and by then this would have been checked, too.
      const laterFile = inFolder("later.md");
      await write(laterFile, OTHERS.map((other) => `${other.source}\n`).join("\n"));
      const later = await vscode.workspace.openTextDocument(laterFile);
      await vscode.window.showTextDocument(later);
      await expectFindings(
        later,
        OTHERS.map((other, at) => `${String(2 * at + 1)}:${other.original}`),
      );
      await expectFindings(document, [`1:${original}`]);
      await vscode.window.showTextDocument(document);
      assert.ok(await document.save());
      await expectFindings(document, [`1:${original}`, `3:${word}`]);
    } finally {
      await settings.update("checkOn", undefined, vscode.ConfigurationTarget.Workspace);
    }
  },
};

function inFolder(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

async function write(file: vscode.Uri, content: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
}

/** Accepts what the quick pick has focused, until the command that shows it is done. */
async function accepting(command: Thenable<unknown>): Promise<void> {
  let isDone = false;
  const done = Promise.resolve(command).finally(() => (isDone = true));
  while (!isDone) {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await Promise.race([done, new Promise((later) => setTimeout(later, 300))]);
  }
  await done;
}

async function applyQuickFix(document: vscode.TextDocument, title: string): Promise<void> {
  const { edit } = await quickFix(document, title);
  assert.ok(edit, `“${title}” edits nothing`);
  await vscode.workspace.applyEdit(edit);
}

async function quickFix(document: vscode.TextDocument, title: string): Promise<vscode.CodeAction> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    findingsIn(document)[0]!.range,
    vscode.CodeActionKind.QuickFix.value,
    RESOLVED,
  );
  const action = actions.find((candidate) => candidate.title === title);
  assert.ok(action, `“${title}” is not among: ${actions.map((candidate) => candidate.title).join(" | ")}`);
  return action;
}

/** What the editor offers for a new key of a JSON file of ours. */
async function completionsIn(file: vscode.Uri): Promise<string[]> {
  const document = await vscode.workspace.openTextDocument(file);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    new vscode.Position(0, 1),
  );
  return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

/** Waits some half a minute, in which other extensions may start. */
async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await condition()) return;
    await new Promise((later) => setTimeout(later, 300));
  }
  assert.ok(await condition(), String(condition));
}
