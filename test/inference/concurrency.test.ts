import { describe, expect, it } from "vitest";
import { chunksOf, forEachConcurrent } from "../../src/inference/concurrency.js";

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("forEachConcurrent", () => {
  it("does something for each, in order, as many at once as it may", async () => {
    const begun: number[] = [];
    let [running, most] = [0, 0];
    await forEachConcurrent([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      most = Math.max(most, ++running);
      await turn();
      running--;
    });
    expect([begun, most, running]).toEqual([[1, 2, 3, 4, 5], 2, 0]);
  });

  it("throws what fails first, begins nothing after it, and waits for what is under way", async () => {
    const ended: number[] = [];
    const all = forEachConcurrent([1, 2, 3, 4], 2, async (item) => {
      await turn();
      if (item === 1) throw new Error("One failed.");
      await turn();
      ended.push(item);
    });
    await expect(all).rejects.toThrow("One failed.");
    expect(ended).toEqual([2]);
  });
});

it("cuts items into runs, the last of which is what is left", () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(chunksOf([1, 2], 2)).toEqual([[1, 2]]);
  expect(chunksOf([], 2)).toEqual([]);
});
