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

/** By the name of the parser; of code, the comments are the prose. Plain text has none. */
const BY_PARSER: Readonly<Record<string, CommentSyntax>> = {
  markdown: html,
  html,
  mdx: { open: "{/* ", close: " */}", place: "lineEnd" },
  latex: { open: "% ", close: "", place: "lineEnd" },
  asciidoc: { open: "// ", close: "", place: "lineBefore" },
  org: { open: "# ", close: "", place: "paragraphBefore" },
  restructuredtext: { open: ".. ", close: "", place: "paragraphBeforeApart" },
  // Git takes these lines out of the message.
  "git-commit": { open: "# ", close: "", place: "lineBefore" },
  ...rowsOf(slashes, "cpp csharp go java javascript php rust typescript"),
  ...rowsOf(hashes, "python ruby shell toml yaml"),
};

function rowsOf(syntax: CommentSyntax, parsers: string): Record<string, CommentSyntax> {
  return Object.fromEntries(parsers.split(" ").map((parser) => [parser, syntax]));
}

/** @returns `undefined` where there are no comments */
export function commentSyntaxOf(parser: string | undefined): CommentSyntax | undefined {
  return parser !== undefined && Object.hasOwn(BY_PARSER, parser) ? BY_PARSER[parser] : undefined;
}
