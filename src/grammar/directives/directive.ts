/** What a comment asks for. */
export type Directive =
  /** Nothing is reported until the same hand turns it on again. */
  | { readonly kind: "off" | "on"; readonly by: string; readonly only?: "spelling" }
  | { readonly kind: "line" | "nextLine" | "file"; readonly only?: "spelling" }
  /** The comment itself, with the comments right before and after it. */
  | { readonly kind: "comment" }
  /** These words, in the whole file. */
  | { readonly kind: "words"; readonly words: readonly string[] };

/** A directive and where in the line it begins. */
export interface Found {
  readonly directive: Directive;
  readonly at: number;
}

/** Looks for one tool's directives in a line of a comment, without the comment's marks. */
export type DirectiveReader = (line: string) => readonly Found[];

/** Words between spaces or commas, behind a colon or without one. */
export function splitWordList(text: string): string[] {
  return text
    .replace(/^[\s:]+/u, "")
    .split(/[\s,]+/u)
    .filter((word) => word !== "");
}
