import type { Figures, TrainingReport } from "../../src/inference/node/store/report.js";

export function figures(f05: number, alarms: number): Figures {
  const about = (value: number): Figures["f05"] => ({ value, low: value * 0.9, high: value * 1.1 });
  return { precision: 0.8, recall: 0.4, f05: about(f05), alarmsPer1000: about(alarms), corrections: 50, cleanSentences: 300, cleanWords: 4500 }; // prettier-ignore
}

/** What a training may have come to. */
export function report(changes: Partial<TrainingReport> = {}): TrainingReport {
  return {
    before: figures(0.5, 2),
    after: figures(0.6, 0.8),
    regressionBefore: figures(0.55, 1),
    regressionAfter: figures(0.548, 1.1),
    kept: true,
    reason: "It raises fewer false alarms in this project and is no worse elsewhere.",
    examplesGone: [],
    examplesNew: [],
    curveBefore: [],
    curveAfter: [],
    decisionsBefore: { known: 1, of: 8 },
    decisionsAfter: { known: 7, of: 8 },
    editBiases: [
      { operation: "replace", typed: "utilise", text: "use", bias: 2 },
      { operation: "case", typed: "github", text: "GitHub", bias: -4 },
    ],
    allowlist: [{ typed: "Hook" }, { typed: ",", between: ["you", "to"] }, { typed: "Effect" }],
    steps: 400,
    isAdapted: true,
    peakMegabytes: 520,
    seconds: 290,
    ...changes,
  };
}
