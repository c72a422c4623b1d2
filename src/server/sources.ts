import { createDocumentRules, type DocumentRulesStore } from "./documentRules.js";
import { createIgnoredHere, type IgnoredHere } from "./ignoredHere.js";
import { createOpenDocuments, type OpenDocuments } from "./openDocuments.js";
import { createProjects, type Projects } from "./projects.js";
import { createSettingsStore, type GivenSettings, type SettingsStore } from "./settingsStore.js";

/** What the client brings: documents, settings, the folders' own files, and the rules that follow from them. */
export interface Sources {
  readonly documents: OpenDocuments;
  readonly projects: Projects;
  readonly settings: SettingsStore;
  readonly rules: DocumentRulesStore;
  readonly ignoredHere: IgnoredHere;
  /** The document was closed. */
  forget(uri: string): void;
}

/**
 * @param fetchSettings asks the client
 * @param warn tells of a setting that cannot be used
 * @param alert tells of a file that cannot be used
 */
export function createSources(
  fetchSettings: (uri?: string) => Promise<GivenSettings>,
  warn: (message: string) => void,
  alert: (message: string) => void,
): Sources {
  const documents = createOpenDocuments();
  const projects = createProjects((message) => {
    warn(message);
    alert(message);
  });
  const settings = createSettingsStore(fetchSettings, (key) =>
    warn(`The setting ${key} has a value that cannot be used; its default is used instead.`),
  );
  const ignoredHere = createIgnoredHere();
  const rules = createDocumentRules(settings, projects, ignoredHere);
  return {
    documents,
    projects,
    settings,
    rules,
    ignoredHere,
    forget(uri) {
      rules.forget(uri);
      settings.forget(uri);
    },
  };
}
