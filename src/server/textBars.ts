/** Letters in a whole bar. */
const WIDTH = 10;
/** Letters that a tenth of the share costs. */
const PER_TENTH = 2;

/**
 * A bar of letters, the same width for every share, so that bars under one another can be compared. Its length follows the
 * logarithm: under a mask many words share what is likely, and of two right ones each may have a thousandth.
 * @param share 0 to 1
 */
export function textBar(share: number): string {
  const length = Math.round(WIDTH + PER_TENTH * Math.log10(share));
  const filled = Math.max(0, Math.min(WIDTH, length));
  return "█".repeat(filled) + "░".repeat(WIDTH - filled);
}

/** "97 %", "2.4 %", "0.06 %", "< 0.01 %": two figures, since beside a bar small shares matter. */
export function finePercent(share: number): string {
  const value = share * 100;
  if (value < 0.01) return "< 0.01 %";
  return `${String(Number(value.toPrecision(2)))} %`;
}
