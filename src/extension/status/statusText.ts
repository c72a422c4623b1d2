import * as l10n from "@vscode/l10n";
import type { DocumentStatusParams, ModelInUseParams, ServerState, Unchecked } from "../../protocol.js";

/** What the status items show. */
export interface StatusView {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "warning" | "error";
  readonly isBusy: boolean;
  /** What the writer can do about it. */
  readonly action: "showLog" | "resume" | "restart" | "nextFinding" | undefined;
  /** What the status bar shows; nothing where Cloze has nothing to do with the file. */
  readonly icon: "sync~spin" | "debug-pause" | "error" | "check" | "pencil" | "circle-slash" | undefined;
  /** True if it keeps the writer from seeing findings, so that it stands out. */
  readonly isUrgent: boolean;
}

export interface DocumentStatus {
  readonly state: ServerState;
  readonly problem: string | undefined;
  /** Of the document in the active editor; absent if the server does not know it. */
  readonly document: DocumentStatusParams | undefined;
}

/** State drives the status items; nothing else sets them. */
export function statusViewOf({ state, problem, document }: DocumentStatus): StatusView {
  const calm = { severity: "information", isBusy: false, isUrgent: false, action: undefined, icon: undefined } as const;
  switch (state) {
    case "starting":
      return {
        ...calm,
        text: l10n.t("Cloze: starting"),
        detail: l10n.t("The language model is being loaded."),
        isBusy: true,
        icon: document && "sync~spin",
      };
    case "paused":
      return {
        ...calm,
        text: l10n.t("Cloze: paused"),
        detail: l10n.t("Nothing is checked."),
        severity: "warning",
        action: "resume",
        icon: "debug-pause",
        isUrgent: true,
      };
    case "error":
      return {
        ...calm,
        text: l10n.t("Cloze: not working"),
        detail: problem ?? "",
        severity: "error",
        action: "restart",
        icon: "error",
        isUrgent: true,
      };
    case "retraining":
      return {
        ...calm,
        text: l10n.t("Cloze: retraining"),
        detail: l10n.t("The model learns from this workspace; files are checked meanwhile."),
        isBusy: true,
        icon: "sync~spin",
      };
    case "ready":
    case "checking":
      return { ...calm, ...documentView(document), isBusy: state === "checking" };
    default:
      throw new Error(`Unknown state: ${String(state)}`);
  }
}

function documentView(
  document: DocumentStatusParams | undefined,
): Pick<StatusView, "text" | "detail" | "severity" | "action" | "icon"> {
  const calm = { severity: "information", action: undefined, icon: undefined } as const;
  if (!document) return { ...calm, text: l10n.t("Cloze: ready"), detail: l10n.t("This file has not been checked.") };
  const detail = document.unchecked.map((reason) => reasonText(reason)).join(" ");
  const isForeign = document.unchecked.some(({ kind }) => kind === "language");
  const isOff = document.unchecked.some(({ kind }) => ["disabled", "language", "ignored"].includes(kind));
  if (isOff) return { ...calm, text: l10n.t("Cloze: off"), detail, icon: isForeign ? undefined : "circle-slash" };
  return {
    text: countText(document.findings),
    detail,
    severity: document.unchecked.every(({ kind }) => kind === "waiting") ? "information" : "warning",
    action: document.findings > 0 ? "nextFinding" : undefined,
    icon: document.checking ? "sync~spin" : document.findings > 0 ? "pencil" : "check",
  };
}

function countText(findings: number): string {
  switch (findings) {
    case 0:
      return l10n.t("Cloze: no findings");
    case 1:
      return l10n.t("Cloze: 1 finding");
    default:
      return l10n.t("Cloze: {0} findings", findings);
  }
}

/** One sentence that says why something is not checked, and what would change that. */
export function reasonText(reason: Unchecked): string {
  switch (reason.kind) {
    case "disabled":
      return l10n.t("Checking is off here (setting cloze.enable).");
    case "language":
      return l10n.t("Files of the language “{0}” are not checked (setting cloze.languages).", reason.languageId);
    case "ignored":
      return l10n.t("{0} wants this file left alone.", reason.file);
    case "waiting":
      return reason.until === "save"
        ? l10n.t("Changes are checked when the file is saved (setting cloze.checkOn).")
        : l10n.t("The file is checked by the command “Check This File” only (setting cloze.checkOn).");
    case "problem":
      return reason.message;
    case "large":
      return l10n.t(
        "The file is larger than {0},000 characters, so only what is visible is checked (setting cloze.maxFileSize).",
        reason.limit,
      );
    case "foreign":
      return l10n.t("Sentences that are not English are left alone ({0}).", reason.sentences);
    case "slow":
      return l10n.t("What takes longer than a second to be read is left out (paragraphs: {0}).", reason.paragraphs);
    case "limit":
      return l10n.t("Only the {0} surest findings are shown (setting cloze.maxFindings).", reason.limit);
    default:
      throw new Error("Unknown reason");
  }
}

/** @param format as the writer's machine writes days */
export function modelText({ date, scope }: ModelInUseParams, format: (date: Date) => string): string {
  if (date === undefined) return l10n.t("Correction model: as installed");
  const day = format(new Date(date));
  return scope === "everywhere"
    ? l10n.t("Correction model: retrained {0}, for all workspaces", day)
    : l10n.t("Correction model: retrained {0}", day);
}
