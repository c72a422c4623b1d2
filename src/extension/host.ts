import type { Disposable, EventEmitter, ExtensionContext, LogOutputChannel, Uri } from "vscode";
import type { RetrainProgressParams } from "../protocol.js";
import type { IgnoredSentenceStore } from "./dictionary/ignoredSentenceStore.js";
import type { ServerHost } from "./serverHost.js";
import type { ServerParts } from "./serverParts.js";

/** Reads and changes files of words, one a line. */
export interface WordFiles {
  /** Whether a folder can have such a file. */
  reach(folder: Uri): boolean;
  /** @param folder that it came with; the writer's own file came with none @returns `""` where there is no file */
  read(file: Uri, folder: Uri | undefined): Promise<string>;
  /** @throws an Error for people if the file cannot be used; it is as it was then */
  change(file: Uri, folder: Uri | undefined, change: (text: string) => string): Promise<void>;
}

export interface LearningOptions {
  readonly context: ExtensionContext;
  readonly server: ServerHost;
  readonly ignored: IgnoredSentenceStore;
  readonly log: LogOutputChannel;
  /** What the server tells of a training. */
  readonly progress: EventEmitter<RetrainProgressParams>;
}

/** What differs between an extension host with Node and one in a browser. */
export interface Host extends ServerParts {
  readonly wordFiles: WordFiles;
  /** The commands around learning. */
  registerLearning(options: LearningOptions): Disposable[];
}
