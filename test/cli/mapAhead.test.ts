import { expect, it } from "vitest";
import { mapAhead } from "../../src/cli/mapAhead.js";

async function* from<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

/** Each takes as many turns as it says. */
async function wait(turns: number): Promise<number> {
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
  return turns;
}

async function all<Result>(results: AsyncIterable<Result>): Promise<Result[]> {
  const list: Result[] = [];
  for await (const result of results) list.push(result);
  return list;
}

it("yields in the order of the items, whichever is done first", async () => {
  expect(await all(mapAhead(from([9, 1, 5, 0]), wait, () => true))).toEqual([9, 1, 5, 0]);
  expect(await all(mapAhead(from([]), wait, () => true))).toEqual([]);
});

it.each([1, 2, 3])("begins no more at once than it may: %i", async (most) => {
  let now = 0;
  let peak = 0;
  const act = async (turns: number): Promise<void> => {
    peak = Math.max(peak, ++now);
    await wait(turns);
    now--;
  };
  await all(mapAhead(from([3, 1, 4, 1, 5, 9]), act, (underWay) => underWay.length < most));
  expect(peak).toBe(most);
});

it("fails where the item fails, after those before it", async () => {
  const act = (item: number): Promise<number> => (item === 2 ? Promise.reject(new Error("two")) : wait(item));
  const seen: number[] = [];
  const run = async (): Promise<void> => {
    for await (const one of mapAhead(from([5, 2, 7]), act, () => true)) seen.push(one);
  };
  await expect(run()).rejects.toThrow("two");
  expect(seen).toEqual([5]);
});
