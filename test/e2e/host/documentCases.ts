import assert from "node:assert/strict";
import * as vscode from "vscode";
import { mistake } from "../../mistakes/mistakes.js";
import { expectFindings, openText, withSetting } from "./documents.js";

const { source: WRONG, target, original } = mistake("agreement");
/** Milliseconds in which the editor opens a document of its own accord. */
const PATIENCE = 20_000;

/** The kinds of documents that VS Code has beside files. */
export const documentCases: Readonly<Record<string, () => Promise<void>>> = {
  "checks Markdown cells of a notebook, and its code only for comments": async () => {
    const cells = [
      new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, `# Title\n\n${WRONG}\n`, "markdown"),
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, `text = "${WRONG}"  # ${WRONG}\n`, "python"),
    ];
    const data = new vscode.NotebookData(cells);
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", data);
    await vscode.window.showNotebookDocument(notebook);
    const [text, code] = notebook.getCells().map(({ document }) => document);
    assert.equal(text?.uri.scheme, "vscode-notebook-cell");
    await expectFindings(text, [`3:${original}`]);
    await withComments(() => expectFindings(code!, [`1:${original}`]));
    // Now that it has been checked: before, nothing would say that it was.
    await expectFindings(code!, []);
  },

  "checks the source control input box": async () => {
    const control = vscode.scm.createSourceControl("clozeCases", "Cases");
    try {
      control.inputBox.value = `${WRONG}\n`;
      const input = await appearing((it) => it.uri.scheme === "vscode-scm" && it.getText().includes(WRONG));
      await expectFindings(input, [`1:${original}`]);
      control.inputBox.value = `${target}\n`;
      await expectFindings(input, []);
    } finally {
      control.dispose();
    }
  },

  "checks a commit message": async () => {
    await expectFindings(await openText("git-commit", `${WRONG}\n`), [`1:${original}`]);
  },

  "checks untitled plain text": async () => {
    await expectFindings(await openText("plaintext", `${WRONG}\n`), [`1:${original}`]);
  },

  "checks the comments of code when the settings ask for it, and stops when they no longer do": async () => {
    const document = await openText("typescript", `const text = "${WRONG}";\n/**\n * ${WRONG}\n */\n`);
    await withComments(() => expectFindings(document, [`3:${original}`]));
    await expectFindings(document, []);
  },

  "reads a language with the parser that the settings name": async () => {
    const document = await openText("bat", `${WRONG}\n`);
    await withSetting("languages", { bat: "plain" }, () => expectFindings(document, [`1:${original}`]));
  },
};

async function withComments(run: () => Promise<void>): Promise<void> {
  await withSetting("comments", true, run);
}

/** The source control input box is a document once its view is shown. */
async function appearing(isIt: (document: vscode.TextDocument) => boolean): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand("workbench.view.scm");
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = vscode.workspace.textDocuments.find(isIt);
    if (found) return found;
    if (Date.now() > end) throw new Error("The source control input box has not appeared.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
