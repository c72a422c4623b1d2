import * as l10n from "@vscode/l10n";
import type { RetrainProgressParams } from "../../protocol.js";

export type RetrainProgress = RetrainProgressParams;

/** What is being done and how long it will take, in a line. */
export function progressText({ phase, secondsLeft }: RetrainProgress): string {
  return `${phaseText(phase)} ${timeText(secondsLeft)}`;
}

function phaseText(phase: RetrainProgress["phase"]): string {
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
