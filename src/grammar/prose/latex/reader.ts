import type { Prose } from "../block.js";
import { readClosingBrace } from "./arguments.js";
import { endOfOption } from "./braces.js";
import { readControlWord } from "./controlWords.js";
import { ESCAPED, SPACE_SYMBOLS } from "./macros.js";
import { readDisplay, readDollar, readInlineMaths, readQuote } from "./maths.js";
import { createLatexState, cut, kindNow, turn, type LatexState } from "./state.js";

/** Reads parts of a LaTeX document, in their order. */
export interface LatexReader {
  read(from: number, to: number): void;
  /** @param at where the argument begins that holds the title */
  title(at: number): void;
  comment(from: number, to: number): void;
  result(): Prose;
}

const TOKENS = /\\(?:[A-Za-z]+\*?|[^A-Za-z]|$)|[{}$%~&`']|\n[ \t]*\n\s*/gu;
const LETTER = /[A-Za-z]/u;

export function createLatexReader(text: string): LatexReader {
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
