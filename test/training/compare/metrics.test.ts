import { describe, expect, it } from "vitest";
import { figuresOf } from "../../../src/training/compare/metrics.js";

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

  it("counts a run of words that gives way to another as one edit, wherever it stands", () => {
    const source = "We saw the the cat in case error.";
    const figures = (fixed: string, target: string) => figuresOf([{ source, target, fixed }]);
    expect(figures("We saw the cat in case of an error.", "We saw the cat in case of error.")).toMatchObject({ precision: 0.5, recall: 0.5 }); // prettier-ignore
    expect(figures("We saw the cat in case of error.", "We saw the cat in case of error.")).toMatchObject({ precision: 1, recall: 1 }); // prettier-ignore
  });

  it("has nothing to say of corrections where there are none, however many alarms there are", () => {
    const clean = { source: "All is well here.", target: "All is well here.", fixed: "All are well here." };
    expect(figuresOf([clean])).toMatchObject({ f05: { value: 1 }, alarmsPer1000: { value: 200 } });
  });

  it("takes an edit for right only where it was wanted", () => {
    const at = (target: string, fixed: string) => figuresOf([{ source: "a b a b", target, fixed }]);
    expect(at("a c a b", "a b a c")).toMatchObject({ precision: 0, recall: 0 });
    expect(at("a c a b", "a c a b")).toMatchObject({ precision: 1, recall: 1 });
    expect(at("a c d a b", "a c a b")).toMatchObject({ precision: 0 });
    expect(at("a a b", "a b a")).toMatchObject({ precision: 0, recall: 0 });
    expect(at("a b a c", "a x b a c")).toMatchObject({ precision: 0.5, recall: 1 });
  });

  it("is precise where nothing was changed, and has no alarms where nothing is clean", () => {
    const missed = figuresOf([{ source: "He go.", target: "He goes.", fixed: "He go." }]);
    expect(missed).toMatchObject({ precision: 1, recall: 0, f05: { value: 0 }, alarmsPer1000: { value: 0 } });
    expect(missed).toMatchObject({ corrections: 1, cleanSentences: 0, cleanWords: 0 });
  });

  it("says by a bootstrap how sure it is", () => {
    const text = "a b c d e f g h i j";
    const sentences = Array.from({ length: 40 }, (_, at) => ({ source: text, target: text, fixed: at % 4 === 0 ? "x b y d e f g h i j" : text })); // prettier-ignore
    const { alarmsPer1000 } = figuresOf(sentences);
    expect(alarmsPer1000.value).toBe(50);
    expect(alarmsPer1000.low).toBeGreaterThan(15);
    expect(alarmsPer1000.low).toBeLessThan(45);
    expect(alarmsPer1000.high).toBeGreaterThan(55);
    expect(alarmsPer1000.high).toBeLessThan(85);
  });

  it("counts edits as it is told", () => {
    const one = { source: "a b", target: "c d", fixed: "c d" };
    const none = figuresOf([one], () => new Set());
    expect(none.recall).toBe(1);
    expect(figuresOf([one], (_, after) => new Set(after.split(" "))).precision).toBe(1);
  });
});
