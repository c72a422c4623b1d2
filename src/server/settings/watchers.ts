import { type Connection, DidChangeConfigurationNotification } from "vscode-languageserver";
import { sharedChoiceFile } from "../../protocol.js";
import { isCommit } from "../documents/commitWatch.js";
import { useModel } from "../learning/useModel.js";
import { createDynamicRegistration } from "../lsp/dynamicRegistration.js";
import type { Session } from "../session.js";

/** Keeps settings, the folders and their files up to date, and starts loading the model as soon as the settings are known. */
export function registerWatchers(connection: Connection, session: Session): void {
  const { settings, documentSettings, projects } = session;
  const extraLanguages = createDynamicRegistration(connection, session);

  async function readSettings(): Promise<void> {
    settings.clear();
    documentSettings.clear();
    await useModel(session);
    await extraLanguages.update();
  }

  async function readFolders(): Promise<void> {
    const folders = session.state.client.isTrusted ? await connection.workspace.getWorkspaceFolders() : [];
    projects.setFolders(folders ?? []);
    documentSettings.clear();
    session.refresh();
    await extraLanguages.update();
  }

  const logged = (name: string, work: Promise<void>): void => {
    work.catch((error: unknown) => session.notifier.logError(name, error));
  };

  connection.onDidChangeConfiguration(({ settings: given }) => {
    // A client that cannot be asked sends them.
    const own = (given as { cloze?: unknown } | null | undefined)?.cloze;
    if (own !== undefined) session.state.client = { ...session.state.client, settings: own };
    logged("settings", readSettings());
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(isCommit)) session.published.clear();
    if (!changes.every(isCommit)) {
      projects.clear();
      documentSettings.clear();
      logged("languages", extraLanguages.update());
    }
    session.refresh();
    if (changes.some(({ uri }) => uri.endsWith(sharedChoiceFile))) logged("model", useModel(session));
  });
  connection.onInitialized(() => {
    const begin = async (): Promise<void> => {
      const { canWatchSettings, hasFolders } = session.state.client;
      if (canWatchSettings)
        await connection.client.register(DidChangeConfigurationNotification.type, { section: "cloze" });
      if (hasFolders) connection.workspace.onDidChangeWorkspaceFolders(() => logged("folders", readFolders()));
      await readSettings();
    };
    logged("initialized", begin());
  });
}
