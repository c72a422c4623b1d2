import type { SettingsLayer } from "./checkSettings.js";

/** What the folders around a file say of it. */
export interface Project {
  /** What the nearest `.cloze.json` says, with the words of all dictionaries on the way up. */
  readonly layer: SettingsLayer;
  /** The `.cloze.json` or `.clozeignore` that wants the file left alone. */
  readonly ignoredBy: string | undefined;
  /** What the nearest `package.json` calls the project. */
  readonly names: readonly string[];
  /** What cannot be used, each in a sentence that names the file. */
  readonly problems: readonly string[];
}

/** A project that says nothing. */
export const emptyProject: Project = { layer: {}, ignoredBy: undefined, names: [], problems: [] };
