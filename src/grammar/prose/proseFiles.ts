import { fileNameIn } from "./languageOfFile.js";

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
