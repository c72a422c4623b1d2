import * as l10n from "@vscode/l10n";
import type { LessonSource, LessonsResult } from "../../protocol.js";

/** One switch in the list of what there is to learn from. */
interface LessonItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly picked: boolean;
  readonly source: LessonSource;
}

/** A switch for every source; what there is none of is shown, too, and switched off. */
export function lessonItems({ counts, files }: LessonsResult): LessonItem[] {
  const item = (source: LessonSource, label: string, description: string, detail: string): LessonItem => ({
    source,
    label,
    description,
    detail,
    picked: counts[source] > 0,
  });
  return [
    item("prose", l10n.t("The prose of this workspace"), `${sentences(counts.prose)} ${files === 1 ? l10n.t("in 1 file") : l10n.t("in {0} files", files)}`, l10n.t("Its words and turns of phrase become expected.")), // prettier-ignore
    item("history", l10n.t("Corrections in its git history"), sentences(counts.history), l10n.t("Commits that changed a few words of prose.")), // prettier-ignore
    item("fixes", l10n.t("Fixes you accepted and words you corrected"), sentences(counts.fixes), l10n.t("Remembered in this workspace; “Cloze: Show Remembered Decisions” lists them.")), // prettier-ignore
    item("ignored", l10n.t("Findings you ignored"), counts.ignored === 1 ? l10n.t("1 finding") : l10n.t("{0} findings", counts.ignored), l10n.t("They are left alone, and what is like them.")), // prettier-ignore
    item(
      "words",
      l10n.t("The dictionaries"),
      counts.words === 1 ? l10n.t("1 word") : l10n.t("{0} words", counts.words),
      l10n.t("Yours and those of the workspace."),
    ),
  ];
}

function sentences(count: number): string {
  return count === 1 ? l10n.t("1 sentence") : l10n.t("{0} sentences", count);
}
