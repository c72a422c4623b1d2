// The messages between client and server that LSP does not have. Name, parameters and documentation stand together; both ends
// import them from here, and nothing here runs but the names.
import type { Diagnostic } from "vscode-languageserver-types";

/** A notification's method with the type of what it carries. `params` exists for the compiler only. */
export interface NotificationKind<Params> {
  readonly method: string;
  readonly params?: Params;
}

/** A request's method with the types of what it carries and brings back. */
export interface RequestKind<Params, Result> {
  readonly method: string;
  readonly params?: Params;
  readonly result?: Result;
}

/** As in LSP: zero-based, `character` counts UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** As in LSP: half-open. */
export interface PlaceRange {
  readonly start: Place;
  readonly end: Place;
}

/** Where the writer is. A pull of diagnostics carries no caret, so the client sends it, debounced, whenever it moves. */
export interface ViewportParams {
  readonly uri: string;
  /** Absent when the document is shown but has no focus. */
  readonly caret?: Place;
  readonly visible: readonly PlaceRange[];
}
/** Client → server. */
export const didChangeViewport: NotificationKind<ViewportParams> = { method: "cloze/didChangeViewport" };

/** What the whole server is doing. `starting` lasts until the model is loaded; while `retraining` documents are checked as ever. */
export type ServerState = "starting" | "ready" | "checking" | "paused" | "retraining" | "error";

export interface StatusParams {
  readonly state: ServerState;
  /** One sentence for people: what is broken and the way out. Always there when `state` is `error`. */
  readonly problem?: string;
}
/** Server → client, whenever it changes. */
export const status: NotificationKind<StatusParams> = { method: "cloze/status" };

/** Why a document, or a part of it, is not checked. */
export type Unchecked =
  | { readonly kind: "disabled" } // cloze.enable is false
  | { readonly kind: "language"; readonly languageId: string } // cloze.languages has no parser for it
  | { readonly kind: "large"; readonly limit: number } // over cloze.maxFileSize: only what is visible; thousands of characters
  | { readonly kind: "ignored"; readonly file: string } // that configuration file wants it left alone
  | { readonly kind: "waiting"; readonly until: "save" | "command" } // cloze.checkOn
  | { readonly kind: "problem"; readonly message: string } // a configuration file or dictionary cannot be used
  | { readonly kind: "foreign"; readonly sentences: number } // sentences of paragraphs that are not English
  | { readonly kind: "slow"; readonly paragraphs: number } // paragraphs that took too long to be read
  | { readonly kind: "limit"; readonly limit: number }; // cloze.maxFindings: only the surest are shown

export interface DocumentStatusParams {
  readonly uri: string;
  readonly findings: number;
  /** True while more may come by itself: sentences wait for the model, or the one being typed keeps something from view. */
  readonly checking: boolean;
  readonly unchecked: readonly Unchecked[];
}
/** Server → client, after each report that changed it. */
export const documentStatus: NotificationKind<DocumentStatusParams> = { method: "cloze/documentStatus" };

export interface TellParams {
  readonly message: string;
}
/** Server → client: a sentence for the status bar, shown for some seconds, about what the writer has just done. */
export const tell: NotificationKind<TellParams> = { method: "cloze/tell" };

export interface IgnoredHereParams {
  readonly keys: readonly string[];
}
/** Client → server: all findings that the writer ignores in one sentence. */
export const ignoredHere: NotificationKind<IgnoredHereParams> = { method: "cloze/ignoredHere" };

export interface PauseParams {
  readonly paused: boolean;
}
/** Client → server: while paused nothing is scored and nothing is reported. */
export const pause: RequestKind<PauseParams, null> = { method: "cloze/pause" };

export interface CheckFileParams {
  readonly uri: string;
}
/** Checks the whole document, however large, and answers when every sentence is scored. Cancellable. */
export const checkFile: RequestKind<CheckFileParams, DocumentStatusParams> = { method: "cloze/checkFile" };

/** What the first fix of a finding would do. */
export interface ShownFix {
  readonly range: PlaceRange;
  readonly newText: string;
  /** For people: "“go” → “goes”". */
  readonly title: string;
  /** For people: "97 %". */
  readonly sure: string;
}
export interface ShownFixesResult {
  /** The version of the document that the ranges are of. */
  readonly version: number;
  /** In order of place, not overlapping. */
  readonly fixes: readonly ShownFix[];
  /** Findings that show, but were made of an older text. */
  readonly waiting: number;
}
/** For "Fix Everything Shown in This File". */
export const shownFixes: RequestKind<CheckFileParams, ShownFixesResult | null> = { method: "cloze/shownFixes" };

export interface LikelihoodParams {
  readonly uri: string;
  /** The sentences that this range touches are measured. */
  readonly range: PlaceRange;
}
export interface WordLikelihood {
  readonly range: PlaceRange;
  /** Natural log-likelihood of the word when it is masked. */
  readonly logLikelihood: number;
}
/** "Sentence likelihood". Marks and opaque words are left out. */
export const likelihood: RequestKind<LikelihoodParams, readonly WordLikelihood[]> = { method: "cloze/likelihood" };

export interface CheckTextParams {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}
export interface CheckTextResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly unchecked: readonly Unchecked[];
  /** False if the model cannot work, so that nothing is known. */
  readonly isChecked: boolean;
}
/** Checks a text that no editor shows, as "Check Workspace" does with each file; answers when all of it is scored. Cancellable. */
export const checkText: RequestKind<CheckTextParams, CheckTextResult> = { method: "cloze/checkText" };

export interface SuggestParams {
  readonly uri: string;
  readonly caret: Place;
}
interface SuggestedWord {
  /** What `SuggestResult.range` becomes, spaces included. */
  readonly text: string;
  /** The word alone. */
  readonly word: string;
  /** Of the word when the place is masked, 0 to 1. */
  readonly probability: number;
}
export interface SuggestResult {
  /** The version of the document that `range` is of. */
  readonly version: number;
  /** The word at the caret, or the empty place where one would be put. */
  readonly range: PlaceRange;
  /** The word that would be replaced; empty where one would be put. */
  readonly replaced: string;
  /** Best first; none if the caret is in no sentence that the model can read. */
  readonly words: readonly SuggestedWord[];
}
/** "Suggest Words Here": what the model expects at the caret. */
export const suggest: RequestKind<SuggestParams, SuggestResult | null> = { method: "cloze/suggest" };

/** What a diagnostic report says of the server; nothing of the writer's text. */
export interface ServerFacts {
  /** Absent in a browser. */
  readonly node?: string;
  readonly platform: string;
  readonly state: StatusParams;
  /** First letters of a SHA-256 over the model's files; absent where no model can be loaded. */
  readonly model: string | undefined;
  readonly documents: number;
  readonly findings: number;
  /** Sentences that wait for the model. */
  readonly waiting: number;
  /** Resident memory of the server's process, in bytes; absent in a browser. */
  readonly memory?: number;
}
/** For "Copy Diagnostic Report". */
export const serverFacts: RequestKind<null, ServerFacts> = { method: "cloze/serverFacts" };
/** What there is to learn from, as a writer switches it on and off. */
export type DataSource = "prose" | "history" | "fixes" | "ignored" | "words";
export interface DataCounts {
  readonly counts: Readonly<Record<DataSource, number>>;
  /** Files that the prose is from. */
  readonly files: number;
  /** Sentences for the writer, such as that there is no git history. */
  readonly notes: readonly string[];
}
/** Client → server: looks through the workspace and its history. Cancellable. `null` where nothing may be learned. */
export const collectTrainingData: RequestKind<null, DataCounts | null> = { method: "cloze/collectTrainingData" };

export interface RetrainParams {
  readonly use: readonly DataSource[];
}
export interface RetrainResult {
  /** One sentence for the writer: why the new model is kept or refused, or why there is none. */
  readonly reason: string;
  readonly kept: boolean;
  /** False if the training did not come to its end. */
  readonly hasReport: boolean;
}
/** Learns in a process of its own and answers when it is done. What it keeps is in use then. Cancellable. */
export const retrain: RequestKind<RetrainParams, RetrainResult> = { method: "cloze/retrain" };

export interface RetrainProgressParams {
  readonly phase: "measuring" | "learning" | "checking";
  /** Of the whole, 0 to 1. */
  readonly share: number;
  readonly secondsLeft: number;
}
/** Server → client, while it retrains. */
export const retrainProgress: NotificationKind<RetrainProgressParams> = { method: "cloze/retrainProgress" };

export interface ExtensionFileParams {
  /** Relative to the extension's folder, with `/`. */
  readonly path: string;
}
/** Server → client: the bytes of a file that the extension ships with, for a server without a file system. */
export const extensionFile: RequestKind<ExtensionFileParams, Uint8Array> = { method: "cloze/extensionFile" };

export interface ProjectTextParams {
  readonly uri: string;
}
/** Server → client: the text of a file in which team or writer say what they want; `null` where there is none. For the same servers. */
export const projectText: RequestKind<ProjectTextParams, string | null> = { method: "cloze/projectText" };

/** For whom a model is kept, chosen or in use. A workspace's own choice goes over the one for all workspaces. */
export type ModelScope = "workspace" | "everywhere";

export interface ModelVersion {
  /** `null` for the model that ships. */
  readonly id: string | null;
  /** ISO 8601; of a retrained model. */
  readonly date?: string;
  /** Its figures in one line, or what it is. */
  readonly figures: string;
  /** It is in use here. */
  readonly isCurrent: boolean;
  /** It is what workspaces use that have chosen nothing themselves. */
  readonly isForAll: boolean;
  /** Where a retrained model is kept; one in both places is the workspace's. */
  readonly kept?: ModelScope;
}
/** The newest first, the model that ships last. `null` where no models are kept. */
export const modelVersions: RequestKind<null, readonly ModelVersion[] | null> = { method: "cloze/modelVersions" };

export interface UseVersionParams {
  readonly id: string | null;
  /** What holds for all workspaces then holds for this one, too. */
  readonly scope: ModelScope;
}
/** @returns why it cannot be used, `null` if it is in use now */
export const useVersion: RequestKind<UseVersionParams, string | null> = { method: "cloze/useVersion" };

/** Deletes every retrained model, report and remembered decision of the workspace, and the models for all. @returns why not, or `null` */
export const deleteLearned: RequestKind<null, string | null> = { method: "cloze/deleteLearned" };

export interface ModelReportResult {
  readonly markdown: string;
  /** The body of an HTML page without scripts, in VS Code's theme colours. */
  readonly page: string;
}
/** Of the last training, kept or not; `null` if there was none. */
export const modelReport: RequestKind<null, ModelReportResult | null> = { method: "cloze/modelReport" };

export interface ModelInUseParams {
  /** ISO 8601, of a retrained model; absent for the one that ships. */
  readonly date?: string;
  /** Who chose the retrained model. */
  readonly scope?: ModelScope;
}
/** Server → client, whenever it changes. */
export const modelInUse: NotificationKind<ModelInUseParams> = { method: "cloze/modelInUse" };

/** What the client tells at start, in `initializationOptions`. */
export interface InitializationOptions {
  readonly paused?: boolean;
  /** False in a workspace the writer has not trusted: none of its own files is read. */
  readonly trusted?: boolean;
  /** URI of the writer's own dictionary, which need not exist. */
  readonly userDictionary?: string;
  /** URI of the dictionary of a workspace of several folders. */
  readonly workspaceDictionary?: string;
  /** The texts in the writer's language, by the English ones; absent where the editor speaks English. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Keys of the findings that the writer ignores in one sentence. */
  readonly ignoredHere?: readonly string[];
  /** A folder of the client's where what is learned of this workspace is kept. Without it nothing is remembered. */
  readonly storage?: string;
  /** A folder of the client's for what holds in all workspaces: the models that the writer chose for them. */
  readonly sharedStorage?: string;
  /** The client has the commands that this file names; without them only edits are offered. */
  readonly hasCommands?: boolean;
  /** Settings, as in the section `cloze`, of a client that cannot be asked for them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/**
 * A section that the server asks for beside `cloze`: of the same keys only what workspace and folder say themselves. It goes
 * over the repository's `.cloze.json`, which goes over all other settings.
 */
export const workspaceSettings = "cloze.ofWorkspace";

/** Of LSP: files have changed, here by the client's own hand (type 2). Client → server. */
export const filesChanged: NotificationKind<{ changes: { uri: string; type: 2 }[] }> = {
  method: "workspace/didChangeWatchedFiles",
};

/** What a team wants in a repository; read by the server and by the command line. */
export const projectFile = ".cloze.json";

/** Files of a folder that are left alone, as in `.gitignore`. */
export const ignoreFile = ".clozeignore";

/** Remembered decisions, in the storage folder. */
export const decisionsFile = "decisions.jsonl";

/** Which model is chosen for all workspaces, in the shared storage folder. Windows follow what another one writes there. */
export const sharedChoiceFile = "models/current.json";

/** The plain file of a workspace folder's own words, one a line, sorted, so that a team can commit it. */
export const wordsFile = ".cloze-words.txt";

/** Commands that the server puts into code actions and the extension carries out, with their only argument. */
export const addWordCommand = "cloze.addWord";
/** Whose dictionary; that of the workspace is that of its only folder, or stands beside its file. */
export type DictionaryScope = "user" | "workspace" | "folder";
export interface AddWordArgument {
  readonly word: string;
  readonly uri: string;
  readonly scope: DictionaryScope;
}
/** Shows the page of a kind of mistake. */
export const showKindCommand = "cloze.showKind";
export interface ShowKindArgument {
  readonly kind: string;
}

export const ignorePairCommand = "cloze.ignorePair";
export interface IgnorePairArgument {
  readonly original: string;
  readonly fix: string;
}

export const ignoreHereCommand = "cloze.ignoreHere";
export interface IgnoreHereArgument {
  /** Names the finding by its sentence and its edit; a hash. */
  readonly key: string;
  readonly original: string;
  readonly fix: string;
}

/** VS Code's language ids of the code whose comments are checked if `cloze.comments` says so. */
export const codeLanguages: readonly string[] = [
  "javascript",
  "javascriptreact",
  "typescript",
  "typescriptreact",
  "python",
  "go",
  "rust",
  "java",
  "c",
  "cpp",
  "cuda-cpp",
  "csharp",
  "ruby",
  "php",
  "shellscript",
  "yaml",
  "dockercompose",
  "toml",
];
