import assert from "node:assert/strict";
import * as vscode from "vscode";
import { mistake } from "../../mistakes/mistakes.js";
import { controlCases } from "./controlCases.js";
import { documentCases } from "./documentCases.js";
import { expectFindings, findingsIn, openText } from "./documents.js";
import { seeingCases } from "./seeingCases.js";

const { source, target, original } = mistake("agreement");
const EXTENSION = "cloze.cloze";

/** What the extension promises to other extensions and to the host: name → check. */
export const cases: Readonly<Record<string, () => Promise<void>>> = {
  ...documentCases,

  "registers every command of the manifest": async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.ok(extension, `${EXTENSION} is not installed`);
    await extension.activate();
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  },

  "reports a mistake in an untitled Markdown document": async () => {
    const document = await openText("markdown", `${source}\n`);
    await expectFindings(document, [`1:${original}`]);
  },

  "leaves code and other languages alone": async () => {
    const document = await openText(
      "markdown",
      `\`\`\`\n${source} teh error\n\`\`\`\n\n${source}\n\n` +
        "Dieser Absatz ist auf Deutsch geschrieben und wird deshalb von niemandem auf Englisch geprüft.\n",
    );
    await expectFindings(document, [`5:${original}`]);
  },

  "offers a preferred quick fix that mends the text": async () => {
    const document = await openText("markdown", `${source}\n`);
    await expectFindings(document, [`1:${original}`]);
    const [finding] = findingsIn(document);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      finding!.range,
      vscode.CodeActionKind.QuickFix.value,
      // An edit is handed out when its action is chosen; so many are chosen here.
      1,
    );
    const preferred = actions.find((action) => action.isPreferred);
    assert.ok(preferred?.edit, `no preferred fix among: ${actions.map((action) => action.title).join(" | ")}`);
    await vscode.workspace.applyEdit(preferred.edit);
    assert.equal(document.getText(), `${target}\n`);
    await expectFindings(document, []);
  },

  ...controlCases,
  ...seeingCases,
};
