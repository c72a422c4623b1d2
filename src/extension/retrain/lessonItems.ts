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
    item("prose", t("The prose of this workspace"), t("{0} sentences in {1} files", counts.prose, files), t("Its words and turns of phrase become expected.")), // prettier-ignore
    item("history", t("Corrections in its git history"), t("{0} sentences", counts.history), t("Commits that changed a few words of prose.")), // prettier-ignore
    item("fixes", t("Fixes you accepted and words you corrected"), t("{0} sentences", counts.fixes), t("Remembered in this workspace; “Cloze: Show Remembered Decisions” lists them.")), // prettier-ignore
    item("ignored", t("Findings you ignored"), t("{0} findings", counts.ignored), t("They are left alone, and what is like them.")), // prettier-ignore
    item("words", t("The dictionaries"), t("{0} words", counts.words), t("Yours and those of the workspace.")),
  ];
}
