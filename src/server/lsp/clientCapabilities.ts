import type { InitializeParams } from "vscode-languageserver";
import type { InitializationOptions } from "../../protocol.js";
import { initializationSchemas } from "./paramSchemas.js";
import { readParams } from "./runSafe.js";

/** What the client at the other end can do, and what it says at start. */
export interface ResolvedCapabilities {
  /** Answers `workspace/configuration`. */
  readonly hasSettings: boolean;
  /** Tells when settings change, if asked to. */
  readonly canWatchSettings: boolean;
  readonly canRefresh: boolean;
  /** Asks for the edit of a code action when that is chosen. */
  readonly canResolveActions: boolean;
  /** Sends documents of further languages, if asked to. */
  readonly canRegisterDocuments: boolean;
  /** Watches the files of any folder, if asked to. */
  readonly canWatchFolders: boolean;
  readonly hasFolders: boolean;
  /** URIs of the dictionaries that hold in all folders. */
  readonly dictionaries: readonly string[];
  /** Keys of the findings that the writer ignores in one sentence. */
  readonly ignoredHere: readonly string[];
  /** A workspace of several folders has a dictionary beside those of the folders. */
  readonly hasSharedDictionary: boolean;
  /** The writer trusts the workspace, so its own files count. */
  readonly isTrusted: boolean;
  readonly startsPaused: boolean;
  /** The server's texts in the writer's language, by the English ones. */
  readonly texts: InitializationOptions["texts"];
  /** Where what is learned is kept; `undefined` if nothing may be. */
  readonly storage: string | undefined;
  /** Where models for all workspaces are kept; `undefined` where only the shipped one may be used. */
  readonly sharedStorage: string | undefined;
  /** Asks for diagnostics; to any other client they are sent. */
  readonly canPull: boolean;
  /** Has the commands of the extension. */
  readonly hasCommands: boolean;
  /** What it said of settings when it started, in the form of the section `cloze`. */
  readonly settings: unknown;
}

/** Before the client has said anything. */
export const unknownCapabilities: ResolvedCapabilities = {
  hasSettings: false,
  canWatchSettings: false,
  canRefresh: false,
  canResolveActions: false,
  canRegisterDocuments: false,
  canWatchFolders: false,
  hasFolders: false,
  dictionaries: [],
  ignoredHere: [],
  hasSharedDictionary: false,
  isTrusted: false,
  startsPaused: false,
  texts: undefined,
  storage: undefined,
  sharedStorage: undefined,
  canPull: false,
  hasCommands: false,
  settings: null,
};

/** @param warn is told of each option that cannot be used */
export function resolveCapabilities(
  { capabilities, initializationOptions }: InitializeParams,
  warn: (message: string) => void,
): ResolvedCapabilities {
  const { workspace, textDocument } = capabilities;
  const watched = workspace?.didChangeWatchedFiles;
  const options = readOptions(initializationOptions, warn);
  const isTrusted = options.trusted ?? true;
  const shared = isTrusted ? options.workspaceDictionary : undefined;
  // Without a word of trust there is none for what was learned.
  const own = options.trusted === true ? options : undefined;
  return {
    hasSettings: workspace?.configuration ?? false,
    canWatchSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    canRefresh: workspace?.diagnostics?.refreshSupport ?? false,
    canResolveActions: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") ?? false,
    canRegisterDocuments: textDocument?.synchronization?.dynamicRegistration ?? false,
    canWatchFolders: (watched?.dynamicRegistration && watched.relativePatternSupport) ?? false,
    hasFolders: workspace?.workspaceFolders ?? false,
    dictionaries: [options.userDictionary, shared].flatMap((uri) => uri ?? []),
    ignoredHere: options.ignoredHere ?? [],
    hasSharedDictionary: shared !== undefined,
    isTrusted,
    startsPaused: options.paused ?? false,
    texts: options.texts,
    storage: own?.storage,
    sharedStorage: own?.sharedStorage,
    canPull: textDocument?.diagnostic !== undefined,
    hasCommands: options.hasCommands ?? false,
    settings: options.settings ?? null,
  };
}

/** What of them can be used. A word on trust that nobody understands is none of trust. */
function readOptions(given: unknown, warn: (message: string) => void): InitializationOptions {
  const entries = Object.entries(initializationSchemas).flatMap(([key, schema]) => {
    const value = (given as Partial<Record<string, unknown>> | null | undefined)?.[key];
    if (value === undefined || value === null) return [];
    const read = readParams<unknown>(schema, value);
    if ("params" in read) return [[key, read.params] as const];
    warn(`initializationOptions.${key}: ${read.problem}`);
    return key === "trusted" ? [[key, false] as const] : [];
  });
  return Object.fromEntries(entries) as InitializationOptions;
}
