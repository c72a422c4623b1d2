import { readDisplay } from "./latexMath.js";
import { cut, endOfArguments, endOfOption, kindNow, type LatexState, matchAt, turn } from "./latexState.js";
import {
  CODE_ENVIRONMENTS,
  kindIn,
  MACROS,
  MATH_ENVIRONMENTS,
  REFERENCE,
  type Signature,
  SPACES,
  TITLED_ENVIRONMENTS,
} from "./macros.js";

const CONTROL = /\s?\\(?:[A-Za-z@]+|[^\n])/uy;
const SPACE_BEFORE_BRACE = /[ \t]*(?:\n[ \t]*)?(?=\{)/uy;

/**
 * Reads a macro's arguments up to the first that is shown; the others follow when that is closed.
 * @param from where the macro begins
 * @param start where its arguments begin
 */
function readArguments(state: LatexState, signature: Signature, from: number, start: number): number {
  const { text, closings } = state;
  let at = start;
  for (const [index, role] of [...signature].entries()) {
    at = endOfOption(text, at, closings);
    const open = at + (matchAt(state, SPACE_BEFORE_BRACE, at)?.[0].length ?? 0);
    const close = text[open] === "{" ? closings.get(open) : undefined;
    if (close !== undefined && close < state.end) {
      if (role !== "x") return beginArgument(state, role, { from, open, close, rest: signature.slice(index + 1) });
      at = close + 1;
    } else if (role === "x") at += matchAt(state, CONTROL, at)?.[0].length ?? 0;
  }
  return cut(state, "markup", from, endOfOption(text, at, closings));
}

interface Argument {
  readonly from: number;
  readonly open: number;
  readonly close: number;
  readonly rest: Signature;
}

function beginArgument(state: LatexState, role: string, { from, open, close, rest }: Argument): number {
  const { writer, pending } = state;
  switch (role) {
    case "t":
      writer.cut("markup", from, open + 1);
      pending.push({ close, goOn: () => readArguments(state, rest, close, close + 1) });
      break;
    case "h":
      writer.next("heading", from, open + 1);
      pending.push({ close, goOn: () => turn(state, kindNow(state), close, close + 1) });
      break;
    case "n":
    case "c":
      writer.open(role === "c" ? "item" : "paragraph", open + 1);
      pending.push({
        close,
        goOn() {
          writer.close(close);
          return cut(state, "markup", from, close + 1);
        },
      });
      break;
    default:
      throw new Error(`Unknown role of an argument: ${role}`);
  }
  return open + 1;
}

/** Closes the argument that ends here, and those whose own brace was passed over, as one in a listing is. */
export function readClosingBrace(state: LatexState, at: number): number {
  const { pending } = state;
  let next = at;
  for (let last = pending.at(-1); last && last.close <= at; last = pending.at(-1)) {
    pending.pop();
    next = last.goOn();
  }
  return next > at ? next : cut(state, "markup", at, at + 1);
}

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
