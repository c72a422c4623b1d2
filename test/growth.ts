import { expect } from "vitest";

/** How many times as much input the second measurement gets, and how many times as long that may take at most. */
const MORE = 4;
const MOST = 8;
/** Measurements of each, of which the shortest counts: whatever else the machine does can only make one longer. */
const TIMES = 3;
/** Sizes that are tried, each twice the one before, until one grows as it should. */
const SIZES = 3;

/**
 * Expects that four times the input does not take more than eight times as long; what looks at everything again for every part
 * of it takes sixteen times. Processor time is compared, so that a busy machine makes no difference.
 * @param prepare makes an input of a size, and says what is to be done with it
 */
export async function expectLinear(prepare: (size: number) => () => unknown, size: number): Promise<void> {
  let growth = Infinity;
  for (let round = 0; round < SIZES && growth > MOST; round++) {
    const small = size * 2 ** round;
    const [less, more] = [await timeOf(prepare(small)), await timeOf(prepare(small * MORE))];
    growth = more / less;
  }
  expect(growth).toBeLessThanOrEqual(MOST);
}

/** Microseconds of processor time. */
async function timeOf(run: () => unknown): Promise<number> {
  let shortest = Infinity;
  for (let time = 0; time < TIMES; time++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    shortest = Math.min(shortest, user + system);
  }
  return Math.max(1, shortest);
}
