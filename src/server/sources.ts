import { createDictionaries, type Dictionaries } from "./dictionaries.js";
import { createDocumentRules, type DocumentRulesStore } from "./documentRules.js";
import { createOpenDocuments, type OpenDocuments } from "./openDocuments.js";
import { createSettingsStore, type SettingsStore } from "./settingsStore.js";

/** What the client brings: documents, settings, dictionaries, and the rules that follow from them. */
export interface Sources {
  readonly documents: OpenDocuments;
  readonly dictionaries: Dictionaries;
  readonly settings: SettingsStore;
  readonly rules: DocumentRulesStore;
  /** The document was closed. */
  forget(uri: string): void;
}

/**
 * @param fetchSettings asks the client for its section `cloze`
 * @param warn tells of a setting or a dictionary that cannot be used
 */
export function createSources(
  fetchSettings: (uri?: string) => Promise<unknown>,
  warn: (message: string) => void,
): Sources {
  const documents = createOpenDocuments();
  const dictionaries = createDictionaries(warn);
  const settings = createSettingsStore(fetchSettings, (key) =>
    warn(`The setting ${key} has a value that cannot be used; its default is used instead.`),
  );
  const rules = createDocumentRules(settings, dictionaries);
  return {
    documents,
    dictionaries,
    settings,
    rules,
    forget(uri) {
      rules.forget(uri);
      settings.forget(uri);
    },
  };
}
