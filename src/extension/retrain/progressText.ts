import type { RetrainProgressParams } from "../../protocol.js";
import type { Translate } from "../view.js";

export type RetrainProgress = RetrainProgressParams;

/** What is being done and how long it will take, in a line. */
export function createProgressText(t: Translate): (progress: RetrainProgress) => string {
  return ({ phase, secondsLeft }) => `${phaseText(phase, t)} ${timeText(secondsLeft, t)}`;
}

function phaseText(phase: RetrainProgress["phase"], t: Translate): string {
  switch (phase) {
    case "measuring":
      return t("Measuring the present model.");
    case "learning":
      return t("Learning.");
    case "checking":
      return t("Measuring the new model.");
    default:
      throw new Error(`Unknown phase: ${String(phase)}`);
  }
}

function timeText(seconds: number, t: Translate): string {
  if (seconds >= 90) return t("About {0} minutes left.", Math.round(seconds / 60));
  return seconds >= 10 ? t("About {0} seconds left.", Math.round(seconds / 10) * 10) : t("A few seconds left.");
}
