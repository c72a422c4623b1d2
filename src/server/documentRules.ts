import type { Policy } from "../grammar/policy.js";
import type { Dictionaries } from "./dictionaries.js";
import { toPolicy } from "./policies.js";
import type { Settings } from "./settings.js";
import type { SettingsStore } from "./settingsStore.js";

/** What holds for one document. The same object is handed out until something about it changes. */
export interface DocumentRules {
  readonly settings: Settings;
  readonly policy: Policy;
}

export interface DocumentRulesStore {
  of(uri: string): Promise<DocumentRules>;
  forget(uri: string): void;
  /** Settings or dictionaries have changed. */
  clear(): void;
}

export function createDocumentRules(settings: SettingsStore, dictionaries: Dictionaries): DocumentRulesStore {
  const known = new Map<string, Promise<DocumentRules>>();

  async function load(uri: string): Promise<DocumentRules> {
    const [own, words] = await Promise.all([settings.of(uri), dictionaries.wordsFor(uri)]);
    return { settings: own, policy: toPolicy(own, words) };
  }

  return {
    of(uri) {
      const found = known.get(uri) ?? load(uri);
      known.set(uri, found);
      return found;
    },
    forget: (uri) => known.delete(uri),
    clear: () => known.clear(),
  };
}
