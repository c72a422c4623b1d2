/** YAML or TOML between fences; directly after its fence, since a rule is followed by an empty line. */
const FRONT_MATTER =
  /^\uFEFF?(?:---[ \t]*(?:\r\n|\r|\n)(?![ \t]*[\r\n])(?:[^\r\n]*(?:\r\n|\r|\n))*?(?:---|\.\.\.)|\+\+\+[ \t]*(?:\r\n|\r|\n)(?:[^\r\n]*(?:\r\n|\r|\n))*?\+\+\+)[ \t]*(?=[\r\n]|$)/u;

/** Empty lines in its place, so that all positions stay. */
export function withoutFrontMatter(text: string): string {
  const end = endOfFrontMatter(text);
  return end === 0 ? text : "\n".repeat(end) + text.slice(end);
}

/** @returns where the document begins after its front matter; 0 if it has none */
export function endOfFrontMatter(text: string): number {
  return FRONT_MATTER.exec(text)?.[0].length ?? 0;
}
