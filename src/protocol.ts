// The messages between client and server that LSP does not have. Name, parameters and documentation stand together; both ends
// import them from here, and nothing here runs but the names.

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
export interface AttentionParams {
  readonly uri: string;
  /** Absent when the document is shown but has no focus. */
  readonly caret?: Place;
  readonly visible: readonly PlaceRange[];
}
/** Client → server. */
export const attention: NotificationKind<AttentionParams> = { method: "cloze/attention" };

/** What the whole server is doing. `starting` lasts until the model is loaded; while `retraining` checking goes on. */
export type ServerState = "starting" | "ready" | "checking" | "retraining" | "paused" | "error";

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
  | { readonly kind: "foreign"; readonly sentences: number } // sentences of paragraphs that are not English
  | { readonly kind: "limit"; readonly limit: number }; // cloze.maxFindings: only the surest are shown

export interface DocumentStatusParams {
  readonly uri: string;
  readonly findings: number;
  /** True while sentences of this document wait for the model. */
  readonly checking: boolean;
  readonly unchecked: readonly Unchecked[];
}
/** Server → client, after each report that changed it. */
export const documentStatus: NotificationKind<DocumentStatusParams> = { method: "cloze/documentStatus" };

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

/** What there is to learn from, as a writer switches it on and off. */
export type LessonSource = "prose" | "history" | "fixes" | "ignored" | "words";
export interface LessonsResult {
  readonly counts: Readonly<Record<LessonSource, number>>;
  /** Files that the prose is from. */
  readonly files: number;
  /** Sentences for the writer, such as that there is no git history. */
  readonly notes: readonly string[];
}
/** Client → server: looks through the workspace and its history. Cancellable. `null` where nothing may be learned. */
export const gatherLessons: RequestKind<null, LessonsResult | null> = { method: "cloze/gatherLessons" };

export interface RetrainParams {
  readonly use: readonly LessonSource[];
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

export interface ModelVersion {
  /** `null` for the model that ships. */
  readonly id: string | null;
  /** ISO 8601; of a retrained model. */
  readonly date?: string;
  /** Its figures in one line, or what it is. */
  readonly figures: string;
  readonly isCurrent: boolean;
}
/** The newest first, the model that ships last. `null` where nothing may be learned. */
export const modelVersions: RequestKind<null, readonly ModelVersion[] | null> = { method: "cloze/modelVersions" };

export interface UseVersionParams {
  readonly id: string | null;
}
/** @returns why it cannot be used, `null` if it is in use now */
export const useVersion: RequestKind<UseVersionParams, string | null> = { method: "cloze/useVersion" };

/** Deletes every retrained model, report and remembered decision of the workspace. @returns why not, or `null` */
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
}
/** Server → client, whenever it changes. */
export const modelInUse: NotificationKind<ModelInUseParams> = { method: "cloze/modelInUse" };

/** What the client tells at start, in `initializationOptions`. */
export interface InitializationOptions {
  readonly paused?: boolean;
  /** False in a workspace the writer has not trusted: its dictionary file is not read. */
  readonly trusted?: boolean;
  /** A folder of the client's where what is learned of this workspace is kept. Without it nothing is remembered. */
  readonly storage?: string;
}

/** Remembered decisions, in the storage folder. */
export const decisionsFile = "decisions.jsonl";

/** The plain file of a workspace folder's own words, one a line, sorted, so that a team can commit it. */
export const wordsFile = ".cloze-words.txt";

/** Commands that the server puts into code actions and the extension carries out, with their only argument. */
export const addWordCommand = "cloze.addWord";
export interface AddWordArgument {
  readonly word: string;
  readonly uri: string;
  readonly scope: "user" | "workspace";
}
export const ignorePairCommand = "cloze.ignorePair";
export interface IgnorePairArgument {
  readonly original: string;
  readonly fix: string;
}
