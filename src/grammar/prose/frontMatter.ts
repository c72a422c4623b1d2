/**
 * YAML or TOML between fences; directly after its fence, since a rule is followed by an empty line. Each line break is read in
 * one way only: with two for `\r\n` there would be a million for twenty lines.
 */
const FRONT_MATTER =
  /^\uFEFF?(?:---[ \t]*(?:\r\n|\r|\n)(?![ \t]*[\r\n])(?:[^\r\n]*(?:\r\n|\r(?!\n)|\n))*?(?:---|\.\.\.)|\+\+\+[ \t]*(?:\r\n|\r|\n)(?:[^\r\n]*(?:\r\n|\r(?!\n)|\n))*?\+\+\+)[ \t]*(?=[\r\n]|$)/u;

/** Empty lines in its place, so that all positions stay. */
export function withoutFrontMatter(text: string): string {
  const end = endOfFrontMatter(text);
  return end === 0 ? text : "\n".repeat(end) + text.slice(end);
}

/** @returns where the document begins after its front matter; 0 if it has none */
export function endOfFrontMatter(text: string): number {
  return FRONT_MATTER.exec(text)?.[0].length ?? 0;
}
