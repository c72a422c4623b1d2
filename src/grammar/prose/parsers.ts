import { parseAsciidoc } from "./asciidoc.js";
import type { ProseParser } from "./block.js";
import { CODE_BY_LANGUAGE, CODE_PARSERS, type CodeParserName } from "./code/languages.js";
import { parseGitCommit } from "./gitCommit.js";
import { parseHtml } from "./html/html.js";
import { languageOfFile } from "./languageOfFile.js";
import { parseLatex } from "./latex/latex.js";
import { parseMarkdown, parseMdx } from "./markdown/markdown.js";
import { parseOrg } from "./org.js";
import { parsePlain } from "./plain.js";
import { parseRestructuredText } from "./restructuredText/restructuredText.js";
import { parseTypst } from "./typst/typst.js";
import { withFallback } from "./fallback.js";

/** Everything whose prose can be found: formats of text, and code for its comments. */
const PARSERS = {
  asciidoc: withFallback(parseAsciidoc, parsePlain),
  "git-commit": withFallback(parseGitCommit, parsePlain),
  html: withFallback(parseHtml, parsePlain),
  latex: withFallback(parseLatex, parsePlain),
  markdown: withFallback(parseMarkdown, parsePlain),
  mdx: withFallback(parseMdx, withFallback(parseMarkdown, parsePlain)),
  org: withFallback(parseOrg, parsePlain),
  plain: parsePlain,
  restructuredtext: withFallback(parseRestructuredText, parsePlain),
  typst: withFallback(parseTypst, parsePlain),
  ...CODE_PARSERS,
} as const satisfies Readonly<Record<string, ProseParser>>;

export type ParserName = keyof typeof PARSERS;

/** Sorted, as `package.json` and the schema of `.cloze.json` offer them. */
export const PARSER_NAMES: readonly ParserName[] = (Object.keys(PARSERS) as ParserName[]).sort();

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
  typst: "typst",
  plaintext: "plain",
  "git-commit": "git-commit",
  scminput: "git-commit",
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
  const language = languageOfFile(name);
  if (language !== undefined) return parserFor(language, PARSER_BY_LANGUAGE);
  return /[^/\\]\.[^./\\]*$/u.test(name) ? undefined : "plain";
}

/** @returns the parser of the comments in a file of code; `undefined` for any other file */
export function commentParserForFile(name: string): CodeParserName | undefined {
  const language = languageOfFile(name) ?? "";
  return Object.hasOwn(CODE_BY_LANGUAGE, language) ? CODE_BY_LANGUAGE[language] : undefined;
}

/** @throws an Error for a name that is no parser's */
export function proseParser(name: ParserName): ProseParser {
  if (!Object.hasOwn(PARSERS, name)) throw new Error(`Unknown parser: ${name}`);
  return PARSERS[name];
}
