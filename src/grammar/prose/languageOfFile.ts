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

/** Names that say what a file is without an extension. */
const COMMIT_MESSAGES: readonly string[] = ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"];

/** @returns the last part of a path, whichever way its slashes lean */
export function fileNameIn(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** @param name a file name or path @returns `undefined` if it does not say */
export function languageOfFile(name: string): string | undefined {
  if (COMMIT_MESSAGES.includes(fileNameIn(name))) return "git-commit";
  const extension = /[^/\\]\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  return Object.keys(EXTENSIONS).find((language) => EXTENSIONS[language]?.split(" ").includes(extension));
}
