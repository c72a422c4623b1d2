import { TabInputText, Uri, ViewColumn, window, workspace, type ExtensionContext } from "vscode";

/** Opens a copy of the example document, so that playing with it changes nothing of the extension. */
export async function openExample({ extensionUri }: ExtensionContext): Promise<void> {
  const file = Uri.joinPath(extensionUri, "media", "example.md");
  const content = new TextDecoder().decode(await workspace.fs.readFile(file));
  const document = await workspace.openTextDocument({ language: "markdown", content });
  // Beside the walkthrough, which would else be covered by it.
  const { activeTab } = window.tabGroups.activeTabGroup;
  const isPage = activeTab !== undefined && !(activeTab.input instanceof TabInputText);
  await window.showTextDocument(document, isPage ? ViewColumn.Beside : ViewColumn.Active);
}
