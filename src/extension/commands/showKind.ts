import { commands, type ExtensionContext, Uri } from "vscode";
import type { ShowKindArgument } from "../../protocol.js";

/** Shows the page of a kind of mistake as it is meant to be read. @throws if there is no such page */
export async function showKind({ extensionUri }: ExtensionContext, { kind }: ShowKindArgument): Promise<void> {
  if (!/^[a-z-]+$/u.test(kind)) throw new Error(kind);
  await commands.executeCommand("markdown.showPreview", Uri.joinPath(extensionUri, "docs", "kinds", `${kind}.md`));
}
