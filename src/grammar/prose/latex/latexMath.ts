import { cutDisplay, cutFormula } from "../formulas.js";
import { cut, type LatexState, matchAt } from "./latexState.js";

const BLANK_LINE = /\n[ \t]*\n/gu;
/** What shows nothing at the end of a formula, or any other character. */
const TOKEN = /(?<unseen>\\(?:label|tag)\{[^{}]{0,100}\}|\\nonumber|\\notag|\\\\|\s)|[^]/gu;
/** UTF-16 code units at the end of a formula that are looked at. */
const NEAR = 200;

export function readDollar(state: LatexState, at: number): number {
  return state.text[at + 1] === "$" ? readDisplay(state, at, "$$") : readInlineMaths(state, at, "$");
}

/** One word in its sentence. A formula that is not closed in its paragraph is none, and its mark is passed over. */
export function readInlineMaths(state: LatexState, at: number, closing: string): number {
  const { text, find, writer } = state;
  let close = find(closing, at + closing.length);
  while (closing === "$" && close > 0 && text[close - 1] === "\\") close = find(closing, close + 1);
  if (close < 0 || hasBlankLine(state, at, close)) return cut(state, "markup", at, at + closing.length);
  return cutFormula(writer, text, { start: at, end: close + closing.length });
}

/** One word as well, with the mark that the sentence has at its end. */
export function readDisplay(state: LatexState, at: number, closing: string): number {
  const { text, find, writer } = state;
  const close = find(closing, at + 2);
  if (close < 0 || (!closing.startsWith("\\end") && hasBlankLine(state, at, close)))
    return cut(state, "markup", at, at + 2);
  const end = close + closing.length;
  cutDisplay(writer, text, { start: at, end }, lastShown(text, Math.max(at + 2, close - NEAR), close));
  return end;
}

/** Where the last character stands that people see, or `from - 1`. */
function lastShown(text: string, from: number, to: number): number {
  let last = from - 1;
  for (const { 0: token, index, groups } of text.slice(from, to).matchAll(TOKEN))
    if (groups?.["unseen"] === undefined) last = from + index + token.length - 1;
  return last;
}

function hasBlankLine(state: LatexState, from: number, to: number): boolean {
  if (state.nextBlank < from) state.nextBlank = matchAt(state, BLANK_LINE, from)?.index ?? state.text.length;
  return state.nextBlank < to;
}

/** Quotation marks have no width; an apostrophe is the writer's. */
export function readQuote(state: LatexState, at: number): number {
  const mark = state.text[at] ?? "";
  const isDouble = state.text[at + 1] === mark;
  const isApostrophe = mark === "'" && !isDouble && (!state.isQuoting || /\p{L}/u.test(state.text[at + 1] ?? ""));
  if (isApostrophe) return at + 1;
  if (!isDouble) state.isQuoting = mark === "`";
  return cut(state, "markup", at, at + (isDouble ? 2 : 1));
}
