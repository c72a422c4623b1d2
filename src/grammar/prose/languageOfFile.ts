/** VS Code's language ids, with the extensions that it has them for. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  asciidoc: "adoc asciidoc asc",
  html: "html htm xhtml",
  latex: "tex ltx",
  markdown: "md markdown mdown mkd",
  mdx: "mdx",
  org: "org",
  plaintext: "txt text",
  quarto: "qmd",
  restructuredtext: "rst rest",
  rmd: "rmd",
  typst: "typ",
  c: "c h",
  cpp: "cc cpp cxx hh hpp hxx",
  csharp: "cs",
  go: "go",
  java: "java",
  javascript: "js mjs cjs",
  javascriptreact: "jsx",
  php: "php",
  python: "py pyi",
  ruby: "rb",
  rust: "rs",
  shellscript: "sh bash zsh",
  toml: "toml",
  typescript: "ts mts cts",
  typescriptreact: "tsx",
  yaml: "yaml yml",
};

/** What other editors call a language; VS Code has none of these names for anything else. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  gitcommit: "git-commit",
  mail: "plaintext",
  plaintex: "latex",
  rst: "restructuredtext",
  text: "plaintext",
};

/** VS Code's id of a language that another editor calls otherwise, or not at all. @param path of the file, or its URI */
export function usualLanguageId(languageId: string, path: string): string | undefined {
  if (Object.hasOwn(EXTENSIONS, languageId)) return languageId;
  return ELSEWHERE[languageId] ?? languageOfFile(path);
}

/** Names that say what a file is without an extension. */
const COMMIT_MESSAGES: readonly string[] = ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"];

/** @returns the last part of a path, whichever way its slashes lean */
function fileNameIn(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** @param name a file name or path @returns `undefined` if it does not say */
export function languageOfFile(name: string): string | undefined {
  if (COMMIT_MESSAGES.includes(fileNameIn(name))) return "git-commit";
  const extension = /[^/\\]\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  return Object.keys(EXTENSIONS).find((language) => EXTENSIONS[language]?.split(" ").includes(extension));
}

/** Files without an extension that people write prose in; others, such as `Makefile` or `LICENSE`, are not a project's own prose. */
const NAMED = /^(?:readme|changes|changelog|contributing|history|news|todo)$/iu;
/** Files of text that a program reads line by line. */
const FOR_PROGRAMS =
  /^(?:cmakelists|constraints|meson_options|robots|ads|app-ads|humans|.*requirements|requirements[-_.].*)\.txt$/iu;

/**
 * Whether a file that nobody has named may be taken for prose by its name, as far as its kind is one of text: not hidden ones, as they set
 * something up, and of those without an extension only what is usually prose.
 * @param path a file name or path
 */
export function looksLikeProse(path: string): boolean {
  const name = fileNameIn(path);
  if (name.startsWith(".") || FOR_PROGRAMS.test(name)) return false;
  return name.includes(".") || NAMED.test(name);
}
