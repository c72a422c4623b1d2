import { createDocumentRules, type DocumentRulesStore } from "./documentRules.js";
import { createIgnoredHere, type IgnoredHere } from "./ignoredHere.js";
import { createOpenDocuments, type OpenDocuments } from "./openDocuments.js";
import { committedText } from "../configuration/node/committedText.js";
import { createPublishedTexts, type PublishedTexts } from "./publishedTexts.js";
import { createProjects, type Projects } from "./projects.js";
import { createSettingsStore, type GivenSettings, type SettingsStore } from "./settingsStore.js";

/** What the client brings: documents, settings, the folders' own files, and the rules that follow from them. */
export interface Sources {
  readonly documents: OpenDocuments;
  readonly projects: Projects;
  readonly settings: SettingsStore;
  readonly rules: DocumentRulesStore;
  readonly ignoredHere: IgnoredHere;
  readonly published: PublishedTexts;
  /** The document was closed. */
  forget(uri: string): void;
}

/**
 * @param fetchSettings asks the client
 * @param isTrusted whether git may be asked
 * @param onTracked told of each file that lies in a repository
 * @param warn tells of a setting that cannot be used
 * @param alert tells of a file that cannot be used
 */
export function createSources(
  fetchSettings: (uri?: string) => Promise<GivenSettings>,
  isTrusted: () => boolean,
  onTracked: (path: string) => void,
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
  const published = createPublishedTexts({ documents, isTrusted, committed: committedText, onTracked });
  const ignoredHere = createIgnoredHere();
  const rules = createDocumentRules(settings, projects, ignoredHere);
  return {
    documents,
    projects,
    settings,
    rules,
    ignoredHere,
    published,
    forget(uri) {
      published.forget(uri);
      rules.forget(uri);
      settings.forget(uri);
    },
  };
}
