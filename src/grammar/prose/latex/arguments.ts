import { endOfOption } from "./braces.js";
import type { Signature } from "./macros.js";
import { cut, kindNow, matchAt, turn, type LatexState } from "./state.js";

const CONTROL = /\s?\\(?:[A-Za-z@]+|[^\n])/uy;
const SPACE_BEFORE_BRACE = /[ \t]*(?:\n[ \t]*)?(?=\{)/uy;

/**
 * Reads a macro's arguments up to the first that is shown; the others follow when that is closed.
 * @param from where the macro begins
 * @param start where its arguments begin
 */
export function readArguments(state: LatexState, signature: Signature, from: number, start: number): number {
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
