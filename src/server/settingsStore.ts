import { parseSettings, type Settings } from "./settings.js";

/** The settings of each document, asked from the client once and kept until the client says that they changed. */
export interface SettingsStore {
  /** @param uri a document or folder; without it the settings that are not of any resource */
  of(uri?: string): Promise<Settings>;
  forget(uri: string): void;
  clear(): void;
}

/**
 * @param fetch asks the client for its section `cloze`
 * @param warn is called once for each key whose value cannot be used, until the settings change
 */
export function createSettingsStore(
  fetch: (uri?: string) => Promise<unknown>,
  warn: (key: string) => void,
): SettingsStore {
  const known = new Map<string, Promise<Settings>>();
  const warned = new Set<string>();

  async function load(uri?: string): Promise<Settings> {
    const { settings, badKeys } = parseSettings(await fetch(uri));
    for (const key of badKeys) {
      if (!warned.has(key)) warn(key);
      warned.add(key);
    }
    return settings;
  }

  return {
    of(uri) {
      const key = uri ?? "";
      const found = known.get(key) ?? load(uri);
      known.set(key, found);
      found.catch(() => known.delete(key));
      return found;
    },
    forget: (uri) => known.delete(uri),
    clear() {
      known.clear();
      warned.clear();
    },
  };
}
