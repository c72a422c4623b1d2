import assert from "node:assert/strict";
import * as vscode from "vscode";
import { mistake } from "../../mistakes/mistakes.js";
import { RESOLVED, expectFindings, findingsIn, openText, until, withSetting, type Finding } from "./documents.js";

const { source, target, original } = mistake("agreement");
const MISTAKE = `${source}\n`;
const MENDED = `${target}\n`;
/** Each in a line of its own; surer than most other mistakes. */
const SPELLINGS = [1, 2, 3, 4].map((at) => `${mistake("spelling", at).source}\n\n`).join("");
const TWICE = `${MISTAKE}\n${MISTAKE}`;

async function quickFixes(document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    findingsIn(document)[0]!.range,
    vscode.CodeActionKind.QuickFix.value,
    RESOLVED,
  );
}

/**
 * Runs with a file of the workspace that is gone afterwards. It begins once the editor has reported the file: of a file that is made
 * and deleted within the moment for which the editor gathers events it reports nothing.
 */
async function withFile(name: string, text: string, run: (uri: vscode.Uri) => Promise<void>): Promise<void> {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
  let isReported = false;
  const watcher = vscode.workspace.createFileSystemWatcher("**/*");
  watcher.onDidCreate((made) => (isReported ||= made.toString() === uri.toString()));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  try {
    await until(() => isReported, `the editor does not report the new file ${name}`);
    watcher.dispose();
    await run(uri);
  } finally {
    await vscode.workspace.fs.delete(uri);
  }
}

/** The text with the first fix of each finding. */
function withFixes(text: string, findings: readonly Finding[]): string {
  const lines = text.split("\n");
  for (const { range, data } of [...findings].reverse()) {
    const line = lines[range.start.line]!;
    lines[range.start.line] =
      line.slice(0, range.start.character) + data.fixes[0]!.text + line.slice(range.end.character);
  }
  return lines.join("\n");
}

const underlined = (uri: vscode.Uri): number =>
  vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint).length;

/** One case for each command, and what a writer sees of a finding. */
export const seeingCases: Readonly<Record<string, () => Promise<void>>> = {
  "fixes all of the same in one step that one undo takes back": async () => {
    const document = await openText("markdown", TWICE);
    await expectFindings(document, [`1:${original}`, `3:${original}`]);
    const action = (await quickFixes(document)).find(({ title }) => title.startsWith("Fix all 2 in this file"));
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.getText(), `${MENDED}\n${MENDED}`);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), TWICE);
  },

  "fixes on save only what is surest, in one step that one undo takes back": async () => {
    const settings = vscode.workspace.getConfiguration("editor");
    await settings.update(
      "codeActionsOnSave",
      { "source.fixAll.cloze": "explicit" },
      vscode.ConfigurationTarget.Global,
    );
    try {
      await withFile("cloze-case-save.md", `${SPELLINGS}\n${MISTAKE}`, async (uri) => {
        const document = await vscode.workspace.openTextDocument(uri);
        const editor = await vscode.window.showTextDocument(document);
        await editor.edit((edit) =>
          edit.insert(
            document.lineAt(document.lineCount - 1).range.end,
            `${mistake("spelling").source} ${mistake("wordChoice").source}\n`,
          ),
        );
        await until(() => findingsIn(document).length === 7, "not all mistakes are found");
        const before = document.getText();
        const sure = findingsIn(document).filter(({ data }) => (data.fixes[0]?.probability ?? 0) >= 0.95);
        assert.ok(sure.length > 1, "nothing here is sure enough for this case");
        await document.save();
        assert.equal(document.getText(), withFixes(before, sure));
        await vscode.commands.executeCommand("undo");
        assert.equal(document.getText(), before);
        await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      });
    } finally {
      await settings.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Global);
    }
  },

  "shows in the hover what the category means, and bars": async () => {
    const document = await openText("markdown", MISTAKE);
    await expectFindings(document, [`1:${original}`]);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      findingsIn(document)[0]!.range.start,
    );
    const text = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value)).join();
    assert.match(text, /\*\*Agreement\.\*\*/);
    assert.match(text, /█/);
  },

  "cloze.checkWorkspace finds mistakes in closed files, which follow their files": async () => {
    await withFile("cloze-case-changed.md", MISTAKE, async (changed) => {
      let gone!: vscode.Uri;
      await withFile("cloze-case-deleted.txt", MISTAKE, async (deleted) => {
        await vscode.commands.executeCommand("cloze.checkWorkspace");
        assert.deepEqual([changed, deleted].map(underlined), [1, 1]);
        gone = deleted;
      });
      await until(() => underlined(gone) === 0, "the findings of a deleted file are still there");
      await vscode.workspace.fs.writeFile(changed, new TextEncoder().encode(MENDED));
      await until(() => underlined(changed) === 0, "the findings of a mended file are still there");
      await vscode.workspace.fs.writeFile(changed, new TextEncoder().encode(MISTAKE));
      await until(() => underlined(changed) === 1, "a file that is spoilt again has no findings");
      // Shown, the document has its own findings instead; closed, it has those of the file again.
      const document = await vscode.workspace.openTextDocument(changed);
      await vscode.window.showTextDocument(document);
      await expectFindings(document, [`1:${original}`]);
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await vscode.commands.executeCommand("cloze.pause");
      await until(() => underlined(changed) === 0, "findings outlive a pause");
      await vscode.commands.executeCommand("cloze.resume");
    });
  },

  "cloze.checkWorkspace reads the comments of code when the settings ask for it": async () => {
    await withFile("cloze-case-code.ts", `const text = "${MISTAKE.trim()}";\n// ${MISTAKE}`, async (uri) => {
      await vscode.commands.executeCommand("cloze.checkWorkspace");
      assert.equal(underlined(uri), 0);
      await withSetting("comments", true, async () => {
        await vscode.commands.executeCommand("cloze.checkWorkspace");
        assert.deepEqual(
          vscode.languages.getDiagnostics(uri).map(({ range }) => range.start.line),
          [1],
        );
      });
    });
  },

  "cloze.checkFile checks what else is checked by nothing": async () => {
    await withSetting("checkOn", "command", async () => {
      const document = await openText("markdown", MISTAKE);
      await vscode.commands.executeCommand("cloze.checkFile");
      await expectFindings(document, [`1:${original}`]);
    });
  },

  "cloze.restart ends the server, whose findings go with it, and starts another": async () => {
    const document = await openText("markdown", MISTAKE);
    await expectFindings(document, [`1:${original}`]);
    let wentAway = false;
    const subscription = vscode.languages.onDidChangeDiagnostics(
      () => (wentAway ||= findingsIn(document).length === 0),
    );
    try {
      await vscode.commands.executeCommand("cloze.restart");
      await until(() => wentAway, "the findings of the server that was ended are still there");
      await expectFindings(document, [`1:${original}`]);
    } finally {
      subscription.dispose();
    }
  },

  "cloze.showLog shows the log": async () => {
    await vscode.commands.executeCommand("workbench.action.closePanel");
    const isLog = ({ uri }: vscode.TextDocument): boolean => uri.scheme === "output" && /cloze/iu.test(uri.path);
    assert.ok(!vscode.window.visibleTextEditors.some(({ document }) => isLog(document)), "the log is shown already");
    await vscode.commands.executeCommand("cloze.showLog");
    await until(() => vscode.window.visibleTextEditors.some(({ document }) => isLog(document)), "no log is shown");
    await vscode.commands.executeCommand("workbench.action.closePanel");
  },

  "cloze.pause takes the findings away and cloze.resume brings them back": async () => {
    const document = await openText("markdown", MISTAKE);
    await expectFindings(document, [`1:${original}`]);
    await vscode.commands.executeCommand("cloze.pause");
    await expectFindings(document, []);
    await vscode.commands.executeCommand("cloze.resume");
    await expectFindings(document, [`1:${original}`]);
  },

  "cloze.nextFinding and cloze.previousFinding go round": async () => {
    const document = await openText("markdown", TWICE);
    await expectFindings(document, [`1:${original}`, `3:${original}`]);
    const editor = vscode.window.activeTextEditor!;
    const lines: number[] = [];
    for (const command of ["cloze.nextFinding", "cloze.nextFinding", "cloze.previousFinding"]) {
      await vscode.commands.executeCommand(command);
      lines.push(editor.selection.active.line);
    }
    assert.deepEqual(lines, [0, 2, 0]);
  },

  "cloze.suggestWords puts the chosen word at the caret": async () => {
    const text = "We will read the  tomorrow.\n";
    const document = await openText("markdown", text);
    const caret = new vscode.Position(0, "We will read the ".length);
    vscode.window.activeTextEditor!.selection = new vscode.Selection(caret, caret);
    const done = vscode.commands.executeCommand("cloze.suggestWords");
    // Accepting does nothing until the list is open.
    await until(() => {
      void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return document.getText() !== text;
    }, "no word was put in");
    await done;
    assert.match(document.getText(), /^We will read the [\p{L}']+ tomorrow\.\n$/u);
  },

  "cloze.openExample opens a copy that is checked": async () => {
    await vscode.commands.executeCommand("cloze.openExample");
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.isUntitled, true);
    assert.match(document.getText(), /An example full of mistakes/);
    await until(() => findingsIn(document).length > 5, "the example has hardly any findings");
  },

  "cloze.copyReport copies versions and counts, and nothing of the text": async () => {
    const document = await openText("markdown", MISTAKE);
    await expectFindings(document, [`1:${original}`]);
    await vscode.commands.executeCommand("cloze.copyReport");
    const report = await vscode.env.clipboard.readText();
    assert.match(report, /^### Cloze diagnostic report\n/);
    assert.match(report, /- Model: [0-9a-f]{12}\n/);
    assert.match(report, /- State: (ready|checking)\n/);
    assert.ok(!report.includes(source.slice(0, -1)) && !new RegExp(`\\b${original}\\b`, "u").test(report));
  },

  "has no key of its own that the editor uses already": async () => {
    const defaults = vscode.Uri.parse("vscode://defaultsettings/keybindings.json");
    const listed = (await vscode.workspace.openTextDocument(defaults)).getText();
    const bindings = Array.from(listed.matchAll(/"key": "([^"]+)",\s+"command": "([^"]+)"/g), ([, key, command]) => ({
      key: key!,
      command: command!,
    }));
    const own = bindings.filter(({ command }) => command.startsWith("cloze."));
    assert.ok(own.length >= 3 && bindings.length > 300, "the list of default keybindings is not what it was");
    const keys = new Set(own.map(({ key }) => key));
    // In the chat's input box, which has no findings.
    const allowed = new Set(["workbench.action.chat.switchToNextModel"]);
    const clashes = bindings.filter(
      ({ key, command }) => keys.has(key) && !command.startsWith("cloze.") && !allowed.has(command),
    );
    assert.deepEqual(clashes, []);
  },
};
