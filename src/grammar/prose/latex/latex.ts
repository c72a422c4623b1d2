import type { Prose } from "../block.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { createLatexReader } from "./reader.js";

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
