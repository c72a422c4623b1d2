/** How a format writes comments, and where one may stand without breaking the text around it. */
export interface CommentSyntax {
  readonly open: string;
  readonly close: string;
  /**
   * `lineEnd`: behind the prose of a line. `lineBefore`: on a line of its own, also in the middle of a paragraph.
   * `paragraphBefore`: on a line of its own before a paragraph, `apart` with an empty line between, too. `commentBefore`: on a
   * line of its own before one that is a line comment itself.
   */
  readonly place: "lineEnd" | "lineBefore" | "paragraphBefore" | "paragraphBeforeApart" | "commentBefore";
}

const html: CommentSyntax = { open: "<!-- ", close: " -->", place: "lineEnd" };
const slashes: CommentSyntax = { open: "// ", close: "", place: "commentBefore" };
const hashes: CommentSyntax = { open: "# ", close: "", place: "commentBefore" };
const dashes: CommentSyntax = { open: "-- ", close: "", place: "commentBefore" };

/** By the name of the parser. Plain text has no comments. */
const BY_PARSER: Readonly<Record<string, CommentSyntax>> = {
  markdown: html,
  html,
  mdx: { open: "{/* ", close: " */}", place: "lineEnd" },
  latex: { open: "% ", close: "", place: "lineEnd" },
  typst: { open: "// ", close: "", place: "lineEnd" },
  asciidoc: { open: "// ", close: "", place: "lineBefore" },
  org: { open: "# ", close: "", place: "paragraphBefore" },
  restructuredtext: { open: ".. ", close: "", place: "paragraphBeforeApart" },
  // Git takes these lines out of the message.
  "git-commit": { open: "# ", close: "", place: "lineBefore" },
};

/** Of code, whose comments are prose, by VS Code's language id. */
const BY_LANGUAGE: Readonly<Record<string, CommentSyntax>> = {
  ...rowsOf(
    slashes,
    "c cpp csharp dart fsharp go groovy java javascript javascriptreact jsonc kotlin objective-c objective-cpp php rust scala scss swift typescript typescriptreact",
  ),
  ...rowsOf(
    hashes,
    "coffeescript dockerfile elixir julia makefile perl powershell python r ruby shellscript toml yaml",
  ),
  ...rowsOf(dashes, "haskell lua sql"),
};

function rowsOf(syntax: CommentSyntax, languages: string): Record<string, CommentSyntax> {
  return Object.fromEntries(languages.split(" ").map((language) => [language, syntax]));
}

/** @returns `undefined` where there are no comments, or where Cloze does not know them */
export function commentSyntaxOf(parser: string | undefined, languageId: string): CommentSyntax | undefined {
  if (parser === undefined || parser === "plain") return undefined;
  if (Object.hasOwn(BY_PARSER, parser)) return BY_PARSER[parser];
  return Object.hasOwn(BY_LANGUAGE, languageId) ? BY_LANGUAGE[languageId] : undefined;
}
