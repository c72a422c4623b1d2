import type { Span } from "../../span.js";

/** A comment with its marks, or a docstring with its quotes. */
export interface CodeComment extends Span {
  readonly kind: "line" | "block" | "docstring";
}

/** What a grammar knows of a file of code. */
interface CodeScan {
  /** In order, not overlapping. */
  readonly comments: readonly CodeComment[];
  /** Names of variables, functions, types and the like, without sigils; keywords are none. */
  readonly names: ReadonlySet<string>;
}

/** Never throws, whatever the text. The text has no line ends but `\n`. */
export type ScanCode = (text: string) => CodeScan;

/** UTF-16 code units; what is longer is no name. */
const LONGEST_NAME = 64;
const SIGILS = /^[$@#:]+/u;
const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*[?!]?$/u;

/** Adds the text of a token if it is a name. */
export function addName(names: Set<string>, text: string, start: number, end: number): void {
  if (end - start > LONGEST_NAME) return;
  const name = text.slice(start, end).replace(SIGILS, "");
  if (NAME.test(name)) names.add(name);
}
