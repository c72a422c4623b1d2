import type { SettingsLayer } from "../../configuration/checkSettings.js";
import { parseLayer, parseSettings, type Settings } from "./settings.js";

/** The client's answers, neither of them read. */
export interface GivenSettings {
  /** The section `cloze`, all scopes merged. */
  readonly merged: unknown;
  /** What of it workspace and folder say themselves; nothing from a client that does not tell. */
  readonly ofWorkspace: unknown;
}

/** The settings of each document, asked from the client once and kept until the client says that they changed. */
export interface SettingsStore {
  /** @param uri a document or folder; without it the settings that are not of any resource */
  of(uri?: string): Promise<Settings>;
  /** What workspace and folder say themselves, which goes over the repository's `.cloze.json`. */
  ofWorkspace(uri: string): Promise<SettingsLayer>;
  forget(uri: string): void;
  clear(): void;
}

interface Known {
  readonly settings: Settings;
  readonly ofWorkspace: SettingsLayer;
}

/**
 * @param fetch asks the client
 * @param warn is called once for each key whose value cannot be used, until the settings change
 */
export function createSettingsStore(
  fetch: (uri?: string) => Promise<GivenSettings>,
  warn: (key: string) => void,
): SettingsStore {
  const known = new Map<string, Promise<Known>>();
  const warned = new Set<string>();

  async function load(uri?: string): Promise<Known> {
    const { merged, ofWorkspace } = await fetch(uri);
    const { settings, badKeys } = parseSettings(merged);
    for (const key of badKeys) {
      if (!warned.has(key)) warn(key);
      warned.add(key);
    }
    // Its lists are part of the merged ones, and so are its bad keys.
    return { settings, ofWorkspace: { ...parseLayer(ofWorkspace).layer, words: [], ignoredPairs: [] } };
  }

  function get(uri?: string): Promise<Known> {
    const key = uri ?? "";
    const found = known.get(key) ?? load(uri);
    known.set(key, found);
    found.catch(() => {
      if (known.get(key) === found) known.delete(key);
    });
    return found;
  }

  return {
    of: async (uri) => (await get(uri)).settings,
    ofWorkspace: async (uri) => (await get(uri)).ofWorkspace,
    forget: (uri) => known.delete(uri),
    clear() {
      known.clear();
      warned.clear();
    },
  };
}
