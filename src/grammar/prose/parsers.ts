import type { ProseParser } from "./block.js";
import { parseAsciidoc } from "./asciidoc/asciidoc.js";
import { CODE_BY_EXTENSION, CODE_PARSERS, type CodeParserName } from "./code/languages.js";
import { parseGitCommit } from "./gitCommit.js";
import { parseHtml } from "./html/html.js";
import { parseLatex } from "./latex/latex.js";
import { parseMarkdown, parseMdx } from "./markdown.js";
import { orElse } from "./orElse.js";
import { parseOrg } from "./org/org.js";
import { parsePlain } from "./plain.js";
import { parseRestructuredText } from "./restructuredText/restructuredText.js";

/** The formats whose prose can be found, but for the comments of code. */
const MARKUP = [
  "markdown",
  "mdx",
  "latex",
  "restructuredtext",
  "html",
  "git-commit",
  "asciidoc",
  "org",
  "plain",
] as const;

export type ParserName = (typeof MARKUP)[number] | CodeParserName;

/** All of them, for whoever lets a writer choose. */
export const PARSER_NAMES: readonly ParserName[] = [...MARKUP, ...(Object.keys(CODE_PARSERS) as CodeParserName[])];

/** How VS Code's language ids are read where the writer has not said otherwise; equal to the default in `package.json`. */
export const PARSER_BY_LANGUAGE: Readonly<Record<string, ParserName>> = {
  markdown: "markdown",
  mdx: "mdx",
  quarto: "markdown",
  rmd: "markdown",
  latex: "latex",
  tex: "latex",
  restructuredtext: "restructuredtext",
  html: "html",
  asciidoc: "asciidoc",
  org: "org",
  plaintext: "plain",
  "git-commit": "git-commit",
  scminput: "git-commit",
};

const BY_EXTENSION: Readonly<Record<string, ParserName>> = {
  md: "markdown",
  markdown: "markdown",
  mdown: "markdown",
  mkd: "markdown",
  qmd: "markdown",
  rmd: "markdown",
  mdx: "mdx",
  tex: "latex",
  ltx: "latex",
  rst: "restructuredtext",
  rest: "restructuredtext",
  html: "html",
  htm: "html",
  xhtml: "html",
  adoc: "asciidoc",
  asciidoc: "asciidoc",
  asc: "asciidoc",
  org: "org",
  txt: "plain",
  text: "plain",
};

/** Names that say what a file is without an extension. */
const BY_NAME: Readonly<Record<string, ParserName>> = {
  COMMIT_EDITMSG: "git-commit",
  MERGE_MSG: "git-commit",
  SQUASH_MSG: "git-commit",
  TAG_EDITMSG: "git-commit",
};

/**
 * @param languages language id → parser, `off` for one that is not to be checked
 * @returns `undefined` if the language is off or not known to hold prose
 */
export function parserFor(
  languageId: string,
  languages: Readonly<Record<string, ParserName | "off">>,
): ParserName | undefined {
  const parser = Object.hasOwn(languages, languageId) ? languages[languageId] : undefined;
  return parser === "off" ? undefined : parser;
}

/**
 * @param name a file name or path; one without an extension (`README`, `-`) is plain text
 * @returns `undefined` if the extension is not known to hold prose
 */
export function parserForFile(name: string): ParserName | undefined {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  if (Object.hasOwn(BY_NAME, base)) return BY_NAME[base];
  const dot = base.lastIndexOf(".");
  if (dot <= 0) return "plain";
  const extension = base.slice(dot + 1).toLowerCase();
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/** @returns the parser of the comments in a file of code; `undefined` for any other file */
export function commentParserForFile(name: string): CodeParserName | undefined {
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return Object.hasOwn(CODE_BY_EXTENSION, extension) ? CODE_BY_EXTENSION[extension] : undefined;
}

export function readsComments(name: ParserName): name is CodeParserName {
  return Object.hasOwn(CODE_PARSERS, name);
}

/** @throws an Error for a name that is no parser's */
export function proseParser(name: ParserName): ProseParser {
  if (readsComments(name)) return CODE_PARSERS[name];
  switch (name) {
    case "markdown":
      return orElse(parseMarkdown, parsePlain);
    case "mdx":
      return orElse(parseMdx, orElse(parseMarkdown, parsePlain));
    case "latex":
      return orElse(parseLatex, parsePlain);
    case "restructuredtext":
      return orElse(parseRestructuredText, parsePlain);
    case "html":
      return orElse(parseHtml, parsePlain);
    case "git-commit":
      return orElse(parseGitCommit, parsePlain);
    case "asciidoc":
      return orElse(parseAsciidoc, parsePlain);
    case "org":
      return orElse(parseOrg, parsePlain);
    case "plain":
      return parsePlain;
    default:
      throw new Error(`Unknown parser: ${String(name)}`);
  }
}
