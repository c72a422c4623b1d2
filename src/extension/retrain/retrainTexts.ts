import * as l10n from "@vscode/l10n";
import type { DataCounts, DataSource, ModelVersion, RetrainProgressParams } from "../../protocol.js";

/** One switch in the list of what there is to learn from. */
interface DataItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly picked: boolean;
  readonly source: DataSource;
}

/** A switch for every source; what there is none of is shown, too, and switched off. */
export function dataItems({ counts, files }: DataCounts): DataItem[] {
  const item = (source: DataSource, label: string, description: string, detail: string): DataItem => ({
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

/** What is being done and how long it will take, in a line. */
export function progressText({ phase, secondsLeft }: RetrainProgressParams): string {
  return `${phaseText(phase)} ${timeText(secondsLeft)}`;
}

function phaseText(phase: RetrainProgressParams["phase"]): string {
  switch (phase) {
    case "measuring":
      return l10n.t("Measuring the present model.");
    case "learning":
      return l10n.t("Learning.");
    case "checking":
      return l10n.t("Measuring the new model.");
    default:
      throw new Error(`Unknown phase: ${String(phase)}`);
  }
}

function timeText(seconds: number): string {
  if (seconds >= 90) return l10n.t("About {0} minutes left.", Math.round(seconds / 60));
  return seconds >= 10
    ? l10n.t("About {0} seconds left.", Math.round(seconds / 10) * 10)
    : l10n.t("A few seconds left.");
}

export interface VersionItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly id: string | null;
}

/** @param formatDate as the writer's machine writes dates */
export function versionItems(versions: readonly ModelVersion[], formatDate: (date: Date) => string): VersionItem[] {
  return versions.map((version) => ({
    id: version.id,
    label:
      version.date === undefined
        ? l10n.t("The model that ships with Cloze")
        : l10n.t("Retrained {0}", formatDate(new Date(version.date))),
    description: versionStateText(version).join(" · "),
    detail: version.figures,
  }));
}

/** Whether it is in use here, and what it is to other workspaces. */
function versionStateText({ isCurrent, isForAll, kept }: ModelVersion): string[] {
  const here = isCurrent ? [l10n.t("in use")] : [];
  if (isForAll) return [...here, l10n.t("chosen for all workspaces")];
  return kept === "everywhere" ? [...here, l10n.t("kept for all workspaces")] : here;
}
