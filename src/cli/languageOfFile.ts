/** VS Code's language ids, by the extensions that it has them for, where `.cloze.json` may name another parser. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  asciidoc: "adoc asciidoc asc",
  html: "html htm xhtml",
  latex: "tex",
  markdown: "md markdown mdown mkd",
  mdx: "mdx",
  org: "org",
  plaintext: "txt text",
  quarto: "qmd",
  restructuredtext: "rst rest",
  rmd: "rmd",
  typst: "typ",
  c: "c h",
  cpp: "cc cpp cxx hpp hxx",
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

/** @param name a file name or path @returns `undefined` if the extension says nothing */
export function languageOfFile(name: string): string | undefined {
  const extension = /[^/\\]\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  return Object.keys(EXTENSIONS).find((language) => EXTENSIONS[language]?.split(" ").includes(extension));
}
