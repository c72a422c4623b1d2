import { describe, expect, it } from "vitest";
import type { Figures } from "../../../src/inference/node/store/report.js";
import { decideKeep, isClearlyBetter } from "../../../src/training/compare/decideKeep.js";

function figures(f05: number, alarms: number): Figures {
  const exactly = (value: number) => ({ value, low: value, high: value });
  return {
    precision: f05,
    recall: f05,
    f05: exactly(f05),
    alarmsPer1000: exactly(alarms),
    corrections: 100,
    cleanSentences: 100,
    cleanWords: 9_000,
  };
}

const before = figures(0.6, 2);
const shipped = figures(0.7, 1);
const nothing = { before: 0, after: 0 };

function isKept(after: Figures, regressionAfter = shipped, decisions = nothing): boolean {
  return decideKeep({ before, after, regressionBefore: shipped, regressionAfter }, decisions).kept;
}

describe("decideKeep", () => {
  it("keeps what is quieter and finds as much, or finds more and is as quiet", () => {
    expect(isKept(figures(0.6, 1))).toBe(true);
    expect(isKept(figures(0.65, 2))).toBe(true);
  });

  it("refuses what buys one with the other, and what changes nothing", () => {
    expect(isKept(figures(0.5, 0.5))).toBe(false);
    expect(isKept(figures(0.7, 3))).toBe(false);
    expect(isKept(figures(0.6, 2))).toBe(false);
  });

  it("keeps decisions learnt where nothing else changes, or no more than a finding or two", () => {
    const decisions = { before: 0, after: 3 };
    expect(isKept(figures(0.6, 2), shipped, decisions)).toBe(true);
    expect(isKept(figures(0.6, 2.2), shipped, decisions)).toBe(true);
    expect(isKept(figures(0.6, 2.3), shipped, decisions)).toBe(false);
    const { reason } = decideKeep({ before, after: figures(0.595, 2), regressionBefore: shipped, regressionAfter: shipped }, decisions); // prettier-ignore
    expect(reason).toBe("The new model agrees with more of your decisions (0 → 3), and on what was held out of this project it is about as good: F0.5 60.0 → 59.5, false alarms per 1,000 words 2.00 → 2.00."); // prettier-ignore
  });

  it("refuses what is worse on the shipped sentences by more than the margin, however good it is on the project", () => {
    const best = figures(0.9, 0);
    expect(isKept(best, figures(0.696, 1.1))).toBe(true);
    expect(isKept(best, figures(0.694, 1))).toBe(false);
    expect(isKept(best, figures(0.7, 1.25))).toBe(false);
    expect(decideKeep({ before, after: best, regressionBefore: shipped, regressionAfter: figures(0.5, 1) }, nothing).reason).toContain("70.0 → 50.0"); // prettier-ignore
  });
});

it("takes for clearly better what is quieter by more than chance, and pays nothing for it", () => {
  const isBetter = (f05: number, alarms: number): boolean => isClearlyBetter(before, figures(f05, alarms));
  expect(isBetter(0.7, 2)).toBe(false);
  expect(isBetter(0.595, 1.5)).toBe(true);
  expect(isBetter(0.615, 1.6)).toBe(false);
  expect(isBetter(0.63, 2.5)).toBe(false);
  expect(isBetter(0.58, 0)).toBe(false);
});

it("tells of alarms alone where no correction was held out, and bears one of few", () => {
  const none = { corrections: 0 };
  const quieter = { before: { ...figures(1, 2), ...none }, after: { ...figures(1, 1), ...none }, regressionBefore: shipped, regressionAfter: shipped }; // prettier-ignore
  expect(decideKeep(quieter, nothing)).toEqual({ kept: true, reason: "The new model is better on what was held out of this project: false alarms per 1,000 words 2.00 → 1.00." }); // prettier-ignore
  const holds = (corrections: number): boolean => isClearlyBetter(before, { ...figures(0.55, 1), corrections });
  expect([holds(10), holds(11)]).toEqual([true, false]);
});
