import type { ParserName } from "./prose/parsers.js";

/** How a format writes comments, and where one may stand without breaking the text around it. */
export interface CommentSyntax {
  readonly open: string;
  readonly close: string;
  /**
   * `lineEnd`: behind the prose of a line. The others are on a line of their own. `lineBefore`: also in the middle of a paragraph.
   * `paragraphBefore`: only before a paragraph; `paragraphBeforeApart`: with an empty line between, too. `commentBefore`: only
   * before a line with such a comment.
   */
  readonly place: "lineEnd" | "lineBefore" | "paragraphBefore" | "paragraphBeforeApart" | "commentBefore";
}

const html: CommentSyntax = { open: "<!-- ", close: " -->", place: "lineEnd" };
const slashes: CommentSyntax = { open: "// ", close: "", place: "commentBefore" };
const hashes: CommentSyntax = { open: "# ", close: "", place: "commentBefore" };

/** Of code, the comments are the prose. */
const BY_PARSER: Readonly<Record<ParserName, CommentSyntax | undefined>> = {
  asciidoc: { open: "// ", close: "", place: "lineBefore" },
  cpp: slashes,
  csharp: slashes,
  // Git takes these lines out of the message.
  "git-commit": { open: "# ", close: "", place: "lineBefore" },
  go: slashes,
  html,
  java: slashes,
  javascript: slashes,
  latex: { open: "% ", close: "", place: "lineEnd" },
  markdown: html,
  mdx: { open: "{/* ", close: " */}", place: "lineEnd" },
  org: { open: "# ", close: "", place: "paragraphBefore" },
  php: slashes,
  plain: undefined,
  python: hashes,
  restructuredtext: { open: ".. ", close: "", place: "paragraphBeforeApart" },
  ruby: hashes,
  rust: slashes,
  shell: hashes,
  toml: hashes,
  typescript: slashes,
  typst: { open: "// ", close: "", place: "lineEnd" },
  yaml: hashes,
};

/** @returns `undefined` where there are no comments */
export function commentSyntaxOf(parser: string | undefined): CommentSyntax | undefined {
  return parser !== undefined && Object.hasOwn(BY_PARSER, parser) ? BY_PARSER[parser as ParserName] : undefined;
}
