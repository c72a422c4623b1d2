import { describe, expect, it } from "vitest";
import type { Figures } from "../../src/training/contract.js";
import { figuresOf } from "../../src/training/figures.js";
import { isClearlyBetter, judge } from "../../src/training/verdict.js";

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

function isKept(after: Figures, regressionAfter = shipped, lessons = nothing): boolean {
  return judge({ before, after, regressionBefore: shipped, regressionAfter }, lessons).kept;
}

describe("judge", () => {
  it("keeps what is quieter and finds as much, or finds more and is as quiet", () => {
    expect(isKept(figures(0.6, 1))).toBe(true);
    expect(isKept(figures(0.65, 2))).toBe(true);
  });

  it("refuses what buys one with the other, and what changes nothing", () => {
    expect(isKept(figures(0.5, 0.5))).toBe(false);
    expect(isKept(figures(0.7, 3))).toBe(false);
    expect(isKept(figures(0.6, 2))).toBe(false);
  });

  it("keeps lessons learnt where nothing else changes, or no more than a finding or two", () => {
    const lessons = { before: 0, after: 3 };
    expect(isKept(figures(0.6, 2), shipped, lessons)).toBe(true);
    expect(isKept(figures(0.6, 2.2), shipped, lessons)).toBe(true);
    expect(isKept(figures(0.6, 2.3), shipped, lessons)).toBe(false);
    const { reason } = judge({ before, after: figures(0.595, 2), regressionBefore: shipped, regressionAfter: shipped }, lessons); // prettier-ignore
    expect(reason).toBe("The new model agrees with more of your decisions (0 → 3), and on what was held out of this project it is about as good: F0.5 60.0 → 59.5, false alarms per 1,000 words 2.00 → 2.00."); // prettier-ignore
  });

  it("refuses what is worse on the shipped sentences by more than the margin, however good it is on the project", () => {
    const best = figures(0.9, 0);
    expect(isKept(best, figures(0.696, 1.1))).toBe(true);
    expect(isKept(best, figures(0.694, 1))).toBe(false);
    expect(isKept(best, figures(0.7, 1.25))).toBe(false);
    expect(judge({ before, after: best, regressionBefore: shipped, regressionAfter: figures(0.5, 1) }, nothing).reason).toContain("70.0 → 50.0"); // prettier-ignore
  });
});

it("takes for clearly better what is quieter by more than chance, and pays nothing for it", () => {
  const isBetter = (f05: number, alarms: number): boolean => isClearlyBetter({ before, after: figures(f05, alarms) });
  expect(isBetter(0.7, 2)).toBe(false);
  expect(isBetter(0.595, 1.5)).toBe(true);
  expect(isBetter(0.615, 1.6)).toBe(false);
  expect(isBetter(0.63, 2.5)).toBe(false);
  expect(isBetter(0.58, 0)).toBe(false);
});

describe("figuresOf", () => {
  it("counts corrections, mistakes and false alarms", () => {
    const clean = { source: "All is well here.", target: "All is well here." };
    const wrong = { source: "He go home.", target: "He goes home." };
    const found = figuresOf([
      { ...clean, fixed: clean.source },
      { ...clean, fixed: "All are well here." },
      { ...wrong, fixed: wrong.target },
      { ...wrong, fixed: wrong.source },
    ]);
    expect(found.precision).toBe(0.5);
    expect(found.recall).toBe(0.5);
    expect(found.f05.value).toBeCloseTo(0.5, 10);
    expect(found.alarmsPer1000.value).toBe(100);
    expect(found).toMatchObject({ corrections: 2, cleanSentences: 2, cleanWords: 10 });
    expect(found.f05.low).toBeLessThanOrEqual(0.5);
    expect(found.f05.high).toBeGreaterThanOrEqual(0.5);
  });

  it("has an answer for no sentences", () => {
    expect(figuresOf([]).f05).toEqual({ value: 1, low: 1, high: 1 });
  });
});
