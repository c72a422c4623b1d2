import { createOpenDocuments, type OpenDocuments } from "./documents/openDocuments.js";
import { createPublishedTexts, type PublishedTexts } from "./documents/publishedTexts.js";
import { createIgnoredSentences, type IgnoredSentences } from "./features/ignoredSentences.js";
import { createDocumentSettings, type DocumentSettingsStore } from "./settings/documentSettings.js";
import { createProjects, type Projects } from "./settings/projects.js";
import type { Machine } from "./machine.js";
import { createSettingsStore, type GivenSettings, type SettingsStore } from "./settings/settingsStore.js";

/** What the client brings: documents, settings, the folders' own files, and the rules that follow from them. */
export interface WorkspaceState {
  readonly documents: OpenDocuments;
  readonly projects: Projects;
  readonly settings: SettingsStore;
  readonly documentSettings: DocumentSettingsStore;
  readonly ignoredHere: IgnoredSentences;
  readonly published: PublishedTexts;
  /** The document was closed. */
  forget(uri: string): void;
}

/** Milliseconds in which git answers wherever it is not hindered. */
const PATIENCE = 2_000;

interface SourcesOptions {
  readonly machine: Machine;
  /** Asks the client. */
  readonly fetchSettings: (uri?: string) => Promise<GivenSettings>;
  /** Whether git may be asked. */
  readonly isTrusted: () => boolean;
  /** Told of each file that lies in a repository. */
  readonly onTracked: (uri: string) => void;
  /** A document is read otherwise by now, as git has answered. */
  readonly onLate: () => void;
  /** Tells of a setting that cannot be used. */
  readonly warn: (message: string) => void;
  /** Tells of a file that cannot be used. */
  readonly showError: (message: string) => void;
}

export function createWorkspaceState({
  machine,
  fetchSettings,
  isTrusted,
  onTracked,
  onLate,
  warn,
  showError,
}: SourcesOptions): WorkspaceState {
  const documents = createOpenDocuments();
  const projects = createProjects(machine.files, (message) => {
    warn(message);
    showError(message);
  });
  const settings = createSettingsStore(fetchSettings, (key) =>
    warn(`The setting ${key} has a value that cannot be used; its default is used instead.`),
  );
  const published = createPublishedTexts({
    documents,
    isTrusted,
    committed: machine.committed,
    onTracked,
    patience: PATIENCE,
    onLate,
  });
  const ignoredHere = createIgnoredSentences();
  const documentSettings = createDocumentSettings(settings, projects, ignoredHere);
  return {
    documents,
    projects,
    settings,
    documentSettings,
    ignoredHere,
    published,
    forget(uri) {
      published.forget(uri);
      documentSettings.forget(uri);
      settings.forget(uri);
    },
  };
}
