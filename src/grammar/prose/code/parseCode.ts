import type { Span } from "../../span.js";
import type { Block, Piece, Prose, ProseParser } from "../block.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { parseMarkdown } from "../markdown.js";
import { orElse } from "../orElse.js";
import { parsePlain } from "../plain.js";
import { withOpaqueCode, withOpaqueMarkedCode } from "./codeInText.js";
import { withoutCodeLines } from "./codeLines.js";
import { contentOf } from "./content.js";
import { withoutFencedCode } from "./fencedCode.js";
import { groupComments } from "./groups.js";
import { blank, overwrite } from "./overwrite.js";
import type { CodeComment, ScanCode } from "./scan.js";
import { splitSections, type Head } from "./sections.js";
import { isLicence, TOOL_LINE } from "./toolLines.js";

/** A language of which comments and docstrings are read. */
export interface CodeLanguage {
  readonly scan: ScanCode;
  /** How its documentation is tagged. */
  readonly heads: readonly Head[];
}

/**
 * Comments are read as Markdown, which is what most documentation generators take, with the language's tags in it; one that this
 * reading refuses as plain text. Of a file that the grammar refuses nothing is read: as text, its code would be full of mistakes.
 */
export function createCodeParser({ scan, heads }: CodeLanguage): ProseParser {
  const read: ProseParser = (text) => {
    const { comments, names } = scan(text);
    const readComment = orElse((said) => readAsMarkdown(said, names, heads), readAsPlain);
    const blocks = groupComments(comments, text)
      .filter((group) => !isShebang(group, text))
      .flatMap((group) => {
        const content = contentOf(group, text);
        return readComment(content.text).blocks.map((block) => content.place(block));
      });
    return { blocks, comments: comments.filter(({ kind }) => kind !== "docstring"), names };
  };
  return orElse((file) => readWithPlainLineEnds(file, read), readNothing);
}

function readNothing(): Prose {
  return { blocks: [], comments: [] };
}

function readAsPlain(said: string): Prose {
  const { blocks, comments } = parsePlain(said);
  return { blocks: blocks.map(({ pieces }) => ({ kind: "comment", pieces })), comments };
}

function isShebang([first]: readonly CodeComment[], text: string): boolean {
  return first?.start === 0 && text.startsWith("#!");
}

const RULE_AT_END = /(?:(?<![-=*#_+])[-=*#_+]{3,}|(?<!~)~{4,})[ \t]*(?![^\n])/gu;

function readAsMarkdown(said: string, names: ReadonlySet<string>, heads: readonly Head[]): Prose {
  if (isLicence(said)) return readNothing();
  const withoutTools = overwrite(withoutFencedCode(said), TOOL_LINE, ([all]) => blank(all));
  const text = withOpaqueMarkedCode(withoutTools);
  return {
    blocks: splitSections(text, heads).flatMap((section) => readSection(section, text, said, names)),
    comments: [],
  };
}

function readSection({ start, end }: Span, text: string, all: string, names: ReadonlySet<string>): Block[] {
  const tidy = overwrite(text.slice(start, end), RULE_AT_END, ([rule]) => blank(rule));
  const read = withOpaqueCode(withoutCodeLines(tidy), names);
  const said = all.slice(start, end);
  return parseMarkdown(read).blocks.map(({ kind, pieces }) => ({
    kind: kind === "paragraph" ? "comment" : kind,
    pieces: pieces
      .flatMap((piece) => (piece.kind === "prose" ? whereSame(piece, read, said) : [piece]))
      .map((piece) => ({ ...piece, start: piece.start + start, end: piece.end + start })),
  }));
}

/** The parts of a piece over which nothing was written. */
function whereSame(piece: Piece, read: string, said: string): Piece[] {
  const parts: Piece[] = [];
  let from = piece.start;
  for (let at = piece.start; at <= piece.end; at++) {
    if (at < piece.end && read[at] === said[at]) continue;
    if (from < at) parts.push({ ...piece, start: from, end: at });
    from = at + 1;
  }
  return parts;
}
