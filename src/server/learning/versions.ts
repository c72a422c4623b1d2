import * as l10n from "@vscode/l10n";
import type { ModelVersion } from "../../protocol.js";
import type { AdapterStore } from "../../training/store/adapterStore.js";

/** The retrained models, the newest first, and after them the model that ships. */
export async function versionsIn(store: AdapterStore): Promise<ModelVersion[]> {
  const [versions, current] = await Promise.all([store.list(), store.current()]);
  const retrained = versions.map(({ id, date, report: { before, after } }) => ({
    id,
    date,
    figures: l10n.t("F0.5 {0} · {1} false alarms per 1,000 words", change(before.f05.value, after.f05.value, 100), change(before.alarmsPer1000.value, after.alarmsPer1000.value, 1)), // prettier-ignore
    isCurrent: current.version?.id === id,
  }));
  return [...retrained, { id: null, figures: l10n.t("as installed"), isCurrent: current.version === undefined }];
}

function change(before: number, after: number, factor: number): string {
  return `${(before * factor).toFixed(1)} → ${(after * factor).toFixed(1)}`;
}
