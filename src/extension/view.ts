import type { DocumentStatusParams, ServerState, Unchecked } from "../protocol.js";

/** Gives the text in the writer's language; `vscode.l10n.t` in the extension. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

/** What the status items show. */
export interface View {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "warning" | "error";
  readonly isBusy: boolean;
  /** What the writer can do about it. */
  readonly action: "showLog" | "resume" | "restart" | "nextFinding" | undefined;
  /** True if the status bar must show it too, because nobody opens the language status to look for it. */
  readonly isUrgent: boolean;
}

export interface Situation {
  readonly state: ServerState;
  readonly problem: string | undefined;
  /** Of the document in the active editor; absent if the server does not know it. */
  readonly document: DocumentStatusParams | undefined;
}

/** State drives the status items; nothing else sets them. */
export function viewOf({ state, problem, document }: Situation, t: Translate): View {
  const calm = { severity: "information", isBusy: false, isUrgent: false, action: undefined } as const;
  switch (state) {
    case "starting":
      return { ...calm, text: t("Cloze: starting"), detail: t("The language model is being loaded."), isBusy: true };
    case "paused":
      return {
        ...calm,
        text: t("Cloze: paused"),
        detail: t("Nothing is checked."),
        severity: "warning",
        action: "resume",
        isUrgent: true,
      };
    case "error":
      return {
        ...calm,
        text: t("Cloze: not working"),
        detail: problem ?? "",
        severity: "error",
        action: "restart",
        isUrgent: true,
      };
    case "retraining":
      return {
        ...calm,
        text: t("Cloze: retraining"),
        detail: t("The model learns from this workspace. Checking goes on meanwhile."),
        isBusy: true,
      };
    case "ready":
    case "checking":
      return { ...calm, ...documentView(document, t), isBusy: state === "checking" };
    default:
      throw new Error(`Unknown state: ${String(state)}`);
  }
}

function documentView(
  document: DocumentStatusParams | undefined,
  t: Translate,
): Pick<View, "text" | "detail" | "severity" | "action"> {
  const calm = { severity: "information", action: undefined } as const;
  if (!document) return { ...calm, text: t("Cloze: ready"), detail: t("This file has not been checked.") };
  const detail = document.unchecked.map((reason) => reasonText(reason, t)).join(" ");
  const isOff = document.unchecked.some(({ kind }) => kind === "disabled" || kind === "language");
  if (isOff) return { ...calm, text: t("Cloze: off"), detail };
  return {
    text: countText(document.findings, t),
    detail,
    severity: detail === "" ? "information" : "warning",
    action: document.findings > 0 ? "nextFinding" : undefined,
  };
}

function countText(findings: number, t: Translate): string {
  switch (findings) {
    case 0:
      return t("Cloze: no findings");
    case 1:
      return t("Cloze: 1 finding");
    default:
      return t("Cloze: {0} findings", findings);
  }
}

/** One sentence that says why something is not checked, and what would change that. */
export function reasonText(reason: Unchecked, t: Translate): string {
  switch (reason.kind) {
    case "disabled":
      return t("Checking is off here (setting cloze.enable).");
    case "language":
      return t("Files of the language “{0}” are not checked (setting cloze.languages).", reason.languageId);
    case "large":
      return t(
        "The file is larger than {0},000 characters, so only what is visible is checked (setting cloze.maxFileSize).",
        reason.limit,
      );
    case "foreign":
      return t("Sentences that are not English are left alone ({0}).", reason.sentences);
    case "limit":
      return t("Only the {0} surest findings are shown (setting cloze.maxFindings).", reason.limit);
    default:
      throw new Error("Unknown reason");
  }
}
