import type { InitializeParams } from "vscode-languageserver/node";
import type { InitializationOptions } from "../protocol.js";

/** What the client at the other end can do, and what it says at start. */
export interface ClientAbilities {
  /** Answers `workspace/configuration`. */
  readonly hasSettings: boolean;
  /** Tells when settings change, if asked to. */
  readonly canWatchSettings: boolean;
  readonly canRefresh: boolean;
  readonly hasFolders: boolean;
  /** The writer trusts the workspace, so its dictionaries count. */
  readonly isTrusted: boolean;
  readonly startsPaused: boolean;
  /** Where what is learned is kept; `undefined` if nothing may be. */
  readonly storage: string | undefined;
}

/** Before the client has said anything. */
export const unknownClient: ClientAbilities = {
  hasSettings: false,
  canWatchSettings: false,
  canRefresh: false,
  hasFolders: false,
  isTrusted: false,
  startsPaused: false,
  storage: undefined,
};

export function abilitiesOf({ capabilities: { workspace }, initializationOptions }: InitializeParams): ClientAbilities {
  const options = (initializationOptions ?? {}) as InitializationOptions;
  return {
    hasSettings: workspace?.configuration ?? false,
    canWatchSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    canRefresh: workspace?.diagnostics?.refreshSupport ?? false,
    hasFolders: workspace?.workspaceFolders ?? false,
    isTrusted: options.trusted ?? true,
    startsPaused: options.paused ?? false,
    storage: options.trusted === true ? options.storage : undefined,
  };
}
