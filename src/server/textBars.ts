/** Letters in a whole bar. */
const WIDTH = 10;

/**
 * A bar of letters, the same width for every share, so that bars under one another can be compared.
 * @param share 0 to 1; one above nothing shows at least a sliver
 */
export function textBar(share: number): string {
  const filled = share > 0 ? Math.max(share < 0.005 ? 0 : 1, Math.round(share * WIDTH)) : 0;
  return "█".repeat(Math.min(WIDTH, filled)) + "░".repeat(Math.max(0, WIDTH - filled));
}

/** "97 %", "2.4 %", "0.06 %", "< 0.01 %": two figures, since beside a bar small shares matter. */
export function finePercent(share: number): string {
  const value = share * 100;
  if (value < 0.01) return "< 0.01 %";
  return `${String(Number(value.toPrecision(2)))} %`;
}
