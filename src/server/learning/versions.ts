import * as l10n from "@vscode/l10n";
import type { ModelVersion } from "../../protocol.js";
import type { TrainingReport } from "../../training/contract.js";
import type { WorkspaceModels } from "../../training/store/workspaceModels.js";

/** The retrained models, the newest first, and after them the model that ships. */
export async function versionsIn(models: WorkspaceModels): Promise<ModelVersion[]> {
  const [versions, current, forAll] = await Promise.all([models.list(), models.current(), models.forAll()]);
  const marks = (id?: string): Pick<ModelVersion, "isCurrent" | "isForAll"> => ({
    isCurrent: current.version?.id === id,
    isForAll: forAll !== undefined && forAll.version?.id === id,
  });
  const retrained = versions.map(({ version: { id, date, report }, scope }) => ({
    id,
    date,
    figures: figuresOf(report),
    kept: scope,
    ...marks(id),
  }));
  return [...retrained, { id: null, figures: l10n.t("as installed"), ...marks() }];
}

function figuresOf({ before, after }: TrainingReport): string {
  return l10n.t("F0.5 {0} · {1} false alarms per 1,000 words", change(before.f05.value, after.f05.value, 100), change(before.alarmsPer1000.value, after.alarmsPer1000.value, 1)); // prettier-ignore
}

function change(before: number, after: number, factor: number): string {
  return `${(before * factor).toFixed(1)} → ${(after * factor).toFixed(1)}`;
}
