/** YAML or TOML between fences; directly after its fence, since a rule is followed by an empty line. */
const FRONT_MATTER =
  /^\uFEFF?(?:---[ \t]*(?:\r\n|\r|\n)(?![ \t]*[\r\n])(?:[^\r\n]*(?:\r\n|\r|\n))*?(?:---|\.\.\.)|\+\+\+[ \t]*(?:\r\n|\r|\n)(?:[^\r\n]*(?:\r\n|\r|\n))*?\+\+\+)[ \t]*(?=[\r\n]|$)/u;

/** @returns where the document begins after its front matter; 0 if it has none */
export function endOfFrontMatter(text: string): number {
  return FRONT_MATTER.exec(text)?.[0].length ?? 0;
}
