import type { Connection } from "vscode-languageserver";
import { createProjectReader, type ProjectPlace } from "../../configuration/projectReader.js";
import { projectText } from "../../protocol.js";
import type { Machine } from "../machine.js";

/** A browser: the client reads, and there is no git. */
export function createWebMachine(connection: Connection): Machine {
  const place: ProjectPlace = {
    async read(uri) {
      try {
        const text = await connection.sendRequest<string | null>(projectText.method, { uri });
        return text === null ? undefined : { text };
      } catch (error) {
        return { problem: `${uri}: ${error instanceof Error ? error.message : String(error)}.` };
      }
    },
    // No repository ends the way up: the folder that is open does.
    exists: () => Promise.resolve(false),
    parentOf: (uri) => uri.slice(0, Math.max(uri.lastIndexOf("/"), uri.indexOf(":") + 1)),
    join: (folder, name) => `${folder}/${encodeURIComponent(name)}`,
    relative: (folder, uri) => decodeURIComponent(uri.slice(folder.length + 1)),
  };
  const reader = createProjectReader(place);
  return {
    files: { reach: () => true, of: reader.of, dictionary: reader.dictionary, clear: reader.clear },
    committed: () => Promise.resolve("outside"),
    gitFolderOf: () => Promise.resolve(undefined),
    facts: () => ({ platform: "web" }),
  };
}
