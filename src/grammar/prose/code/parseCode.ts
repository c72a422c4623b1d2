import type { Block, Prose, ProseParser } from "../block.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { parseMarkdown } from "../markdown.js";
import { withOpaqueCode } from "./codeInText.js";
import { withoutCodeLines } from "./codeLines.js";
import { contentOf, type Content } from "./content.js";
import { groupComments } from "./groups.js";
import { blank, overwrite } from "./overwrite.js";
import type { CodeComment, ScanCode } from "./scan.js";
import { splitSections, type Head, type Section } from "./sections.js";
import { isLicence, TOOL_LINE } from "./toolLines.js";

/** A language of which comments and docstrings are read. */
export interface CodeLanguage {
  readonly scan: ScanCode;
  /** How its documentation is tagged. */
  readonly heads: readonly Head[];
}

/** Comments are read as Markdown, which is what most documentation generators take, with the language's tags in it. */
export function createCodeParser({ scan, heads }: CodeLanguage): ProseParser {
  return (file) =>
    readWithPlainLineEnds(file, (text): Prose => {
      const { comments, names } = scan(text);
      const blocks = groupComments(comments, text)
        .filter((group) => !isShebang(group, text))
        .flatMap((group) => blocksOf(contentOf(group, text), names, heads));
      return { blocks, comments: comments.filter(({ kind }) => kind !== "docstring"), names };
    });
}

function isShebang([first]: readonly CodeComment[], text: string): boolean {
  return first?.start === 0 && text.startsWith("#!");
}

const FENCED = /^[ \t]*(`{3,}|~{3,})[^\n]*\n[^]*?(?:^[ \t]*\1[^\n]*$|(?![^]))/gmu;
const RULE_AT_END = /(?:[-=*#_+]{3,}|~{4,})[ \t]*$/gmu;

function blocksOf(content: Content, names: ReadonlySet<string>, heads: readonly Head[]): Block[] {
  if (isLicence(content.text)) return [];
  const withoutFences = overwrite(content.text, FENCED, ([all]) => blank(all));
  const text = overwrite(withoutFences, TOOL_LINE, ([all]) => blank(all));
  return splitSections(text, heads).flatMap((section) =>
    readSection(section, text, names).map((block) => content.place(block)),
  );
}

function readSection({ kind, start, end }: Section, text: string, names: ReadonlySet<string>): Block[] {
  const plain = overwrite(withoutCodeLines(text.slice(start, end)), RULE_AT_END, ([all]) => blank(all));
  return parseMarkdown(withOpaqueCode(plain, names)).blocks.map((block, index) => ({
    kind:
      isFragment(block, plain) || (kind === "item" && index === 0 && block.kind === "paragraph") ? "item" : block.kind,
    pieces: block.pieces.map((piece) => ({ ...piece, start: piece.start + start, end: piece.end + start })),
  }));
}

/** Comments begin in lower case as often as not. */
function isFragment({ kind, pieces }: Block, text: string): boolean {
  return kind === "paragraph" && /^\s*\p{Ll}/u.test(text.slice(pieces[0]?.start, pieces[0]?.end));
}
