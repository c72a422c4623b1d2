import * as l10n from "@vscode/l10n";

/** What came of checking a workspace. */
export interface Tally {
  /** Files that were to be checked. */
  readonly files: number;
  readonly checked: number;
  readonly withFindings: number;
  readonly findings: number;
  /** Over the size limit. */
  readonly large: number;
  /** Not readable, or not UTF-8. */
  readonly unreadable: number;
  readonly end: "done" | "cancelled" | "broken";
  /** There are more files than may be checked at once. */
  readonly isCut: boolean;
}

export const nothingYet: Tally = {
  files: 0,
  checked: 0,
  withFindings: 0,
  findings: 0,
  large: 0,
  unreadable: 0,
  end: "done",
  isCut: false,
};

/** What the writer is told at the end: first what was found, then what was left out and why. */
export function summaryText(tally: Tally): string {
  const { files, checked, large, unreadable, end, isCut } = tally;
  if (files === 0)
    return l10n.t("Cloze: there is no file here that would be checked (settings cloze.languages, files.exclude).");
  return [
    foundText(tally),
    l10n.t("{0} of {1} files checked.", checked, files),
    end === "cancelled" ? l10n.t("Stopped before the end.") : "",
    end === "broken" ? l10n.t("Stopped, because the model does not work; the status says why.") : "",
    large > 0 ? l10n.t("Too large: {0} (setting cloze.maxFileSize).", large) : "",
    unreadable > 0 ? l10n.t("Not readable as UTF-8: {0}.", unreadable) : "",
    isCut ? l10n.t("There are more files than are checked at once.") : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function foundText({ findings, withFindings }: Tally): string {
  if (findings === 0) return l10n.t("Cloze: no findings.");
  if (findings === 1) return l10n.t("Cloze: 1 finding.");
  return withFindings === 1
    ? l10n.t("Cloze: {0} findings in 1 file.", findings)
    : l10n.t("Cloze: {0} findings in {1} files.", findings, withFindings);
}
