import type { Span } from "../../span.js";
import type { Line } from "../lines.js";

/** The cells of a table, and the line after it. */
interface Table {
  readonly cells: readonly Span[];
  readonly next: number;
}

const GRID = /^\+(?:[-=]+\+)+$/u;
const SIMPLE = /^=+(?: +=+)+$/u;
const SIMPLE_RULE = /^[=-]+(?: +[=-]+)*$/u;

/** @param text the document that the lines are of */
export function tableAt(lines: readonly Line[], index: number, text: string): Table | undefined {
  const first = lines[index]?.text ?? "";
  if (GRID.test(first)) return gridTable(lines, index, text);
  return SIMPLE.test(first) ? simpleTable(lines, index, text) : undefined;
}

/** Only rows of one line: what is in one cell but in two lines has other cells in between. */
function gridTable(lines: readonly Line[], index: number, text: string): Table {
  const cells: Span[] = [];
  let row: Line[] = [];
  let next = index;
  for (; /^[+|]/u.test(lines[next]?.text ?? ""); next++) {
    const line = lines[next]!;
    if (line.text.startsWith("|")) row.push(line);
    else {
      if (row.length === 1) for (const cell of cellsBetweenBars(row[0]!, text)) cells.push(cell);
      row = [];
    }
  }
  return { cells, next };
}

function cellsBetweenBars({ start, end, text }: Line, document: string): Span[] {
  let at = start;
  return text.split("|").flatMap((part) => {
    const span = trimmed({ start: at, end: Math.min(end, at + part.length) }, document);
    at += part.length + 1;
    return span ? [span] : [];
  });
}

/** The last column may go on in lines that have nothing in the others. */
function simpleTable(lines: readonly Line[], index: number, text: string): Table {
  const border = lines[index]!;
  const columns = Array.from(border.text.matchAll(/=+/gu), (match) => border.start - border.from + match.index);
  const cells: Span[] = [];
  let last: Span | undefined;
  let next = index + 1;
  let rules = 1;
  for (; next < lines.length; next++) {
    const line = lines[next]!;
    if (line.isBlank) last = undefined;
    else if (SIMPLE_RULE.test(line.text)) {
      last = undefined;
      if (line.text.startsWith("=") && ++rules >= 2 && (lines[next + 1]?.isBlank ?? true))
        return { cells, next: next + 1 };
    } else {
      const row = cellsAt(columns, line, text);
      const continued = row.length === 1 && last && row[0]!.start - line.from >= columns.at(-1)!;
      if (continued) cells.pop();
      const spans = continued && last ? [{ start: last.start, end: row[0]!.end }] : row;
      for (const span of spans) cells.push(span);
      last = spans.at(-1);
    }
  }
  return { cells, next };
}

function cellsAt(columns: readonly number[], line: Line, text: string): Span[] {
  return columns.flatMap((column, index) => {
    const start = Math.min(line.end, line.from + column);
    const end = Math.min(line.end, line.from + (columns[index + 1] ?? Infinity));
    return trimmed({ start, end }, text) ?? [];
  });
}

function trimmed({ start, end }: Span, text: string): Span | undefined {
  const content = text.slice(start, end);
  const inner = content.trim();
  if (inner === "") return undefined;
  const from = start + content.length - content.trimStart().length;
  return { start: from, end: from + inner.length };
}
