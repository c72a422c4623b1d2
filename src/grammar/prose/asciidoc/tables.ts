import type { Span } from "../../span.js";

/** A bar, with what may stand before it: how many columns the cell spans, its alignment and style. */
const BAR = /(?:(?<!\S)(?:\d{1,3}(?:\.\d{1,3})?[*+]|\.\d{1,3}\+)?(?:\.?[<^>]){0,2}[adehlmsv]?)?(?<!\\)\|/gu;

/** @param table what stands between the lines that begin and end the table */
export function cellsOf(table: Span, text: string): Span[] {
  const content = text.slice(table.start, table.end);
  const bars = [...content.matchAll(BAR)];
  return bars.flatMap((bar, index) => {
    const start = bar.index + bar[0].length;
    const cell = content.slice(start, bars[index + 1]?.index);
    const inner = cell.trim();
    const from = table.start + start + cell.length - cell.trimStart().length;
    return inner === "" ? [] : [{ start: from, end: from + inner.length }];
  });
}
