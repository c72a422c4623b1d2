import { toPolicy, mergeLayers } from "../../configuration/checkSettings.js";
import type { Policy } from "../../grammar/policy.js";
import type { IgnoredSentences } from "../features/ignoredSentences.js";
import type { Projects } from "./projects.js";
import type { Settings } from "./settings.js";
import type { SettingsStore } from "./settingsStore.js";

/** What holds for one document. The same object is handed out until something about it changes. */
export interface DocumentSettings {
  readonly settings: Settings;
  readonly policy: Policy;
  /** The configuration file that wants the document left alone. */
  readonly ignoredBy?: string | undefined;
  /** What the writer ignores in one sentence, outside the text. */
  readonly ignoredHere: IgnoredSentences;
  /** What of the writer's own files cannot be used. */
  readonly problems: readonly string[];
}

export interface DocumentSettingsStore {
  of(uri: string): Promise<DocumentSettings>;
  forget(uri: string): void;
  /** Settings, configuration files or dictionaries have changed. */
  clear(): void;
}

export function createDocumentSettings(
  store: SettingsStore,
  projects: Projects,
  ignoredHere: IgnoredSentences,
): DocumentSettingsStore {
  const known = new Map<string, Promise<DocumentSettings>>();

  /** The narrower place counts: what ships, the user, `.cloze.json`, the workspace, the folder. */
  async function load(uri: string): Promise<DocumentSettings> {
    const [own, ofWorkspace, project] = await Promise.all([store.of(uri), store.ofWorkspace(uri), projects.of(uri)]);
    let settings = mergeLayers(own, [project.layer, ofWorkspace]);
    const { ignoredBy, names, problems } = project;
    // Whoever does not ask for the reason finds it turned off.
    if (ignoredBy !== undefined) settings = { ...settings, enable: false };
    const called = { names, file: fileNameOf(uri) };
    return { settings, policy: toPolicy(settings, settings.maxFindings, called), ignoredBy, ignoredHere, problems };
  }

  /** A client that is busy may fail to answer once. What fails twice is asked for again with the next report. */
  const loadAgain = (uri: string): Promise<DocumentSettings> => load(uri).catch(() => load(uri));

  return {
    of(uri) {
      const found = known.get(uri) ?? loadAgain(uri);
      known.set(uri, found);
      found.catch(() => {
        if (known.get(uri) === found) known.delete(uri);
      });
      return found;
    },
    forget: (uri) => known.delete(uri),
    clear: () => known.clear(),
  };
}

function fileNameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}
