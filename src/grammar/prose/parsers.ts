import type { ProseParser } from "./block.js";
import { parseMarkdown, parseMdx } from "./markdown.js";
import { parsePlain } from "./plain.js";

/** The formats whose prose can be found. */
export type ParserName = "markdown" | "mdx" | "plain";

const BY_LANGUAGE: Readonly<Record<string, ParserName>> = {
  markdown: "markdown",
  mdx: "mdx",
  quarto: "markdown",
  rmd: "markdown",
  plaintext: "plain",
  "git-commit": "plain",
  scminput: "plain",
};

const BY_EXTENSION: Readonly<Record<string, ParserName>> = {
  md: "markdown",
  markdown: "markdown",
  mdown: "markdown",
  mkd: "markdown",
  qmd: "markdown",
  rmd: "markdown",
  mdx: "mdx",
  txt: "plain",
  text: "plain",
};

/** @returns the parser of a VS Code language id, or `undefined` if it is not known to hold prose */
export function parserFor(languageId: string): ParserName | undefined {
  return Object.hasOwn(BY_LANGUAGE, languageId) ? BY_LANGUAGE[languageId] : undefined;
}

/**
 * @param name a file name or path; one without an extension (`README`, `COMMIT_EDITMSG`, `-`) is plain text
 * @returns `undefined` if the extension is not known to hold prose
 */
export function parserForFile(name: string): ParserName | undefined {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const dot = base.lastIndexOf(".");
  if (dot <= 0) return "plain";
  const extension = base.slice(dot + 1).toLowerCase();
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/** @throws an Error for a name that is no parser's */
export function proseParser(name: ParserName): ProseParser {
  switch (name) {
    case "markdown":
      return parseMarkdown;
    case "mdx":
      return parseMdx;
    case "plain":
      return parsePlain;
    default:
      throw new Error(`Unknown parser: ${String(name)}`);
  }
}
