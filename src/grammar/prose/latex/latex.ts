import type { Prose } from "../block.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { readClosingBrace, readControlWord } from "./commands.js";
import { readDisplay, readDollar, readInlineMaths, readQuote } from "./latexMath.js";
import { createLatexState, cut, endOfOption, kindNow, type LatexState, turn } from "./latexState.js";
import { ESCAPED, SPACE_SYMBOLS } from "./macros.js";

/** Reads parts of a LaTeX document, in their order. */
interface LatexReader {
  read(from: number, to: number): void;
  /** @param at where the argument begins that holds the title */
  title(at: number): void;
  comment(from: number, to: number): void;
  result(): Prose;
}

const TOKENS = /\\(?:[A-Za-z]+\*?|[^A-Za-z]|$)|[{}$%~&`']|\n[ \t]*\n\s*/gu;
const LETTER = /[A-Za-z]/u;

function createLatexReader(text: string): LatexReader {
  const state = createLatexState(text);
  const { writer, closings } = state;

  function read(from: number, to: number): void {
    state.end = to;
    writer.skip(from);
    const tokens = new RegExp(TOKENS);
    tokens.lastIndex = from;
    for (let token = tokens.exec(text); token && token.index < to; token = tokens.exec(text))
      tokens.lastIndex = readToken(state, token[0], token.index);
  }

  return {
    read,
    title(at) {
      const close = closings.get(at);
      if (close === undefined) return;
      writer.skip(at);
      writer.next("heading", at, at + 1);
      read(at + 1, close);
      writer.next("paragraph", close, close);
    },
    comment: (from, to) => {
      writer.comment(from, to);
    },
    result: () => writer.result(state.end),
  };
}

function readToken(state: LatexState, token: string, at: number): number {
  const to = at + token.length;
  switch (token[0]) {
    case "\\":
      if (!LETTER.test(token)) return readSymbol(state, token.slice(1), at, to);
      return readControlWord(state, token.slice(1).replace("*", ""), at, to);
    case "}":
      return readClosingBrace(state, at);
    case "$":
      return readDollar(state, at);
    case "%":
      return readComment(state, at);
    case "~":
      return cut(state, "space", at, to);
    case "&":
      return kindNow(state) === "cell" ? turn(state, "cell", at, to) : cut(state, "markup", at, to);
    case "\n":
      return turn(state, kindNow(state), at, to);
    case "`":
    case "'":
      return readQuote(state, at);
    default:
      return cut(state, "markup", at, to);
  }
}

/** A backslash before a character that is no letter. */
function readSymbol(state: LatexState, symbol: string, at: number, to: number): number {
  if (symbol === "(") return readInlineMaths(state, at, "\\)");
  if (symbol === "[") return readDisplay(state, at, "\\]");
  if (ESCAPED.has(symbol)) return cut(state, "markup", at, at + 1) + 1;
  if (symbol !== "\\") return cut(state, SPACE_SYMBOLS.has(symbol) ? "space" : "markup", at, to);
  const end = endOfOption(state.text, state.text[to] === "*" ? to + 1 : to, state.closings);
  return kindNow(state) === "cell" ? turn(state, "cell", at, end) : cut(state, "space", at, end);
}

function readComment(state: LatexState, at: number): number {
  const newLine = state.find("\n", at);
  const end = newLine < 0 ? state.text.length : newLine;
  state.writer.comment(at, end);
  return cut(state, "markup", at, end);
}

const BODY = /(?<![^\n])[^%\n]*?\\begin\{document\}/u;
const END = /(?<![^\n])[^%\n]*?(?=\\end\{document\})/u;
/** What matters before the document begins: comments and the title; `\%` is no comment. */
const PREAMBLE = /\\(?:sub)?title(?:\[[^\]\n]{0,200}\])?(?=\{)|\\[\s\S]|%[^\n]*/gu;

/**
 * LaTeX, read token by token like TeX, so that no document is refused: what is not closed ends with its paragraph. There is no
 * grammar for it that is permissive, quick enough and free of recursion (see ARCHITECTURE.md).
 */
export function parseLatex(text: string): Prose {
  return readWithPlainLineEnds(text, (plain) => {
    const reader = createLatexReader(plain);
    const opening = BODY.exec(plain);
    const start = opening ? opening.index + opening[0].length : 0;
    const ending = END.exec(plain.slice(start));
    for (const { 0: token, index } of plain.slice(0, start).matchAll(PREAMBLE)) {
      if (token.startsWith("%")) reader.comment(index, index + token.length);
      if (token.length > 2 && token.startsWith("\\")) reader.title(index + token.length);
    }
    reader.read(start, ending ? start + ending.index + ending[0].length : plain.length);
    return reader.result();
  });
}
