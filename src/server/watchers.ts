import { DidChangeConfigurationNotification, type Connection } from "vscode-languageserver/node";
import { useModel } from "./learning/useModel.js";
import type { Session } from "./session.js";

/** Keeps settings, dictionaries and folders up to date, and starts loading the model as soon as the settings are known. */
export function registerWatchers(connection: Connection, session: Session): void {
  const { settings, rules, dictionaries } = session;

  async function readSettings(): Promise<void> {
    settings.clear();
    rules.clear();
    await useModel(session);
  }

  async function readFolders(): Promise<void> {
    const folders = session.state.client.isTrusted ? await connection.workspace.getWorkspaceFolders() : [];
    dictionaries.setFolders(folders?.map(({ uri }) => uri) ?? []);
    rules.clear();
    session.refresh();
  }

  const logged = (name: string, work: Promise<void>): void => {
    work.catch((error: unknown) => session.voice.logError(name, error));
  };

  connection.onDidChangeConfiguration(() => logged("settings", readSettings()));
  connection.onDidChangeWatchedFiles(() => {
    dictionaries.clear();
    rules.clear();
    session.refresh();
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
