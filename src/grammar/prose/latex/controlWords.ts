import { readArguments } from "./arguments.js";
import { endOfArguments, endOfOption } from "./braces.js";
import { CODE_ENVIRONMENTS, kindIn, MATH_ENVIRONMENTS, TITLED_ENVIRONMENTS } from "./environments.js";
import { MACROS, REFERENCE, SPACES } from "./macros.js";
import { readDisplay } from "./maths.js";
import { cut, kindNow, matchAt, turn, type LatexState } from "./state.js";

const ENVIRONMENT = /\{([^{}\n]{1,60})\}/uy;
const DEFINITION = /\s*\\[A-Za-z@]+[^{}\n]{0,100}/uy;
/** UTF-16 code units between the marks of `\verb|…|`. */
const LONGEST_VERBATIM = 1_000;

/** @param to where the name ends that begins with its backslash at `at` */
export function readControlWord(state: LatexState, name: string, at: number, to: number): number {
  const { text, closings, find } = state;
  switch (name) {
    case "begin":
      return readBegin(state, at, to);
    case "end":
      return readEnd(state, at, to);
    case "item":
      return turn(state, "item", at, endOfOption(text, text[to] === " " ? to + 1 : to, closings));
    case "par":
      return turn(state, kindNow(state), at, to);
    case "verb":
    case "Verb":
    case "lstinline":
    case "mintinline":
      return readVerbatim(state, at, to);
    case "iffalse": {
      const close = find("\\fi", to);
      return turn(state, kindNow(state), at, close < 0 ? state.end : close + "\\fi".length);
    }
    case "def":
    case "gdef":
    case "edef":
      return readArguments(state, "x", at, to + (matchAt(state, DEFINITION, to)?.[0].length ?? 0));
    default:
      return readMacro(state, name, at, to);
  }
}

function readMacro(state: LatexState, name: string, at: number, to: number): number {
  const signature = MACROS.get(name);
  if (signature !== undefined) return readArguments(state, signature, at, to);
  const end = endOfArguments(state.text, to, state.closings);
  if (SPACES.has(name)) return cut(state, "space", at, end);
  return cut(state, REFERENCE.test(name) || !isAlone(state.text, at, end) ? "opaque" : "markup", at, end);
}

/** True if nothing else is on the line. */
function isAlone(text: string, from: number, to: number): boolean {
  let start = from;
  while (text[start - 1] === " " || text[start - 1] === "\t") start--;
  return (start === 0 || text[start - 1] === "\n") && /^[ \t]*(?:\n|%|$)/u.test(text.slice(to, to + 80));
}

function readBegin(state: LatexState, at: number, to: number): number {
  const { text, closings, find, environments } = state;
  const name = matchAt(state, ENVIRONMENT, to)?.[1];
  if (name === undefined) return cut(state, "markup", at, to);
  const inside = to + name.length + 2;
  const closing = `\\end{${name}}`;
  if (MATH_ENVIRONMENTS.has(name)) return readDisplay(state, at, closing);
  if (CODE_ENVIRONMENTS.has(name)) {
    const close = find(closing, inside);
    return turn(state, kindNow(state), at, close < 0 ? state.end : close + closing.length);
  }
  environments.push({ name, kind: kindIn(name, kindNow(state)) });
  if (!TITLED_ENVIRONMENTS.has(name)) return turn(state, kindNow(state), at, endOfArguments(text, inside, closings));
  return readArguments(state, "h", inside, turn(state, kindNow(state), at, inside));
}

/** One that was never begun, or that ends inside another, changes nothing. */
function readEnd(state: LatexState, at: number, to: number): number {
  const name = matchAt(state, ENVIRONMENT, to)?.[1];
  if (name === undefined) return cut(state, "markup", at, to);
  if (state.environments.at(-1)?.name === name) state.environments.pop();
  return turn(state, kindNow(state), at, to + name.length + 2);
}

function readVerbatim(state: LatexState, at: number, to: number): number {
  const { text, closings } = state;
  const from = endOfOption(text, to, closings);
  const mark = text[from] ?? "";
  if (mark === "{") return cut(state, "opaque", at, endOfArguments(text, from, closings));
  const [line = ""] = text.slice(from + 1, from + LONGEST_VERBATIM).split("\n", 1);
  const length = mark.trim() === "" ? -1 : line.indexOf(mark);
  return cut(state, "opaque", at, length < 0 ? to : from + length + 2);
}
