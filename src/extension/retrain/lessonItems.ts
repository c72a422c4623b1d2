import type { LessonSource, LessonsResult } from "../../protocol.js";
import type { Translate } from "../view.js";

/** One switch in the list of what there is to learn from. */
export interface LessonItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly picked: boolean;
  readonly source: LessonSource;
}

/** A switch for every source; what there is none of is shown, too, and switched off. */
export function lessonItems({ counts, files }: LessonsResult, t: Translate): LessonItem[] {
  const item = (source: LessonSource, label: string, description: string, detail: string): LessonItem => ({
    source,
    label,
    description,
    detail,
    picked: counts[source] > 0,
  });
  return [
    item("prose", t("The prose of this workspace"), `${sentences(counts.prose, t)} ${files === 1 ? t("in 1 file") : t("in {0} files", files)}`, t("Its words and turns of phrase become expected.")), // prettier-ignore
    item("history", t("Corrections in its git history"), sentences(counts.history, t), t("Commits that changed a few words of prose.")), // prettier-ignore
    item("fixes", t("Fixes you accepted and words you corrected"), sentences(counts.fixes, t), t("Remembered in this workspace; “Cloze: Show Remembered Decisions” lists them.")), // prettier-ignore
    item("ignored", t("Findings you ignored"), counts.ignored === 1 ? t("1 finding") : t("{0} findings", counts.ignored), t("They are left alone, and what is like them.")), // prettier-ignore
    item(
      "words",
      t("The dictionaries"),
      counts.words === 1 ? t("1 word") : t("{0} words", counts.words),
      t("Yours and those of the workspace."),
    ),
  ];
}

function sentences(count: number, t: Translate): string {
  return count === 1 ? t("1 sentence") : t("{0} sentences", count);
}
