import { fileURLToPath, pathToFileURL } from "node:url";
import { committedText, gitFolderOf } from "../configuration/node/committedText.js";
import { createProjectReader } from "../configuration/node/projectReader.js";
import type { Machine } from "./machine.js";

/** A machine with Node: its files, and its git. */
export function createNodeMachine(): Machine {
  const reader = createProjectReader();
  return {
    files: {
      reach: (uri) => uri.startsWith("file:"),
      of: (uri, folder) => reader.of(fileURLToPath(uri), fileURLToPath(folder)),
      dictionary: (uri) => reader.dictionary(fileURLToPath(uri)),
      clear: () => reader.clear(),
    },
    committed: (uri) => committedText(fileURLToPath(uri)),
    async gitFolderOf(uri) {
      const folder = await gitFolderOf(fileURLToPath(uri));
      return folder === undefined ? undefined : pathToFileURL(folder).href;
    },
    facts: () => ({
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      memory: process.memoryUsage.rss(),
    }),
  };
}
