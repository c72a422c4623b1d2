import { t } from "@vscode/l10n";

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
    return t("Cloze: there is no file here that would be checked (settings cloze.languages, files.exclude).");
  return [
    foundText(tally),
    t("{0} of {1} files checked.", checked, files),
    end === "cancelled" ? t("Stopped before the end.") : "",
    end === "broken" ? t("Stopped, because the model does not work; the status says why.") : "",
    large > 0 ? t("Too large: {0} (setting cloze.maxFileSize).", large) : "",
    unreadable > 0 ? t("Not readable as UTF-8: {0}.", unreadable) : "",
    isCut ? t("There are more files than are checked at once.") : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function foundText({ findings, withFindings }: Tally): string {
  if (findings === 0) return t("Cloze: no findings.");
  if (findings === 1) return t("Cloze: 1 finding.");
  return withFindings === 1
    ? t("Cloze: {0} findings in 1 file.", findings)
    : t("Cloze: {0} findings in {1} files.", findings, withFindings);
}
