import type { Span } from "../../span.js";

/** A part of a comment that is read as a document of its own. */
export interface Section extends Span {
  /** What stands behind a tag or a label is an item: it begins with a capital or not, as its author likes. */
  readonly kind: "text" | "item";
}

/** What stands before a text and is none: a documentation tag with types and names, a label. Flags `gmu`. */
export interface Head {
  readonly pattern: RegExp;
  /** Whether what follows is prose: `no` up to the next head, `afterBlankLine` only behind the next blank line. */
  follows(match: RegExpExecArray): "prose" | "no" | "afterBlankLine";
}

const LABEL: Head = {
  pattern:
    /^[ \t]*(?:TODO|FIXME|XXX|HACK|BUG|NOTE|NB|OPTIMIZE|REVIEW|SAFETY|WARNING|DEPRECATED|Deprecated)(?:\([^()\n]*\))?(?::|[ \t]+-(?=[ \t]))/gmu,
  follows: () => "prose",
};
/** `---- Reading ----`; what it ends with is overwritten elsewhere. */
const RULE: Head = { pattern: /^[ \t]*(?:[-=*#_+]{3,}|~{4,})(?=[ \t]+\S)/gmu, follows: () => "prose" };

const BLANK_LINE = /\n[ \t]*\n/gu;
const NOT_SPACE = /\S/gu;

/** Splits a comment's text at tags and labels. */
export function splitSections(text: string, heads: readonly Head[]): Section[] {
  const found = [LABEL, RULE, ...heads].flatMap((head) =>
    Array.from(text.matchAll(head.pattern), (match) => ({ match, follows: head.follows(match) })),
  );
  found.sort((a, b) => a.match.index - b.match.index);
  const sections: Section[] = [];
  let from: number | undefined = 0;
  let kind: Section["kind"] = "text";
  const add = (to: number): void => {
    const start = from === undefined ? to : firstAt(NOT_SPACE, from, text);
    if (start < to) sections.push({ start, end: to, kind });
  };
  let end = 0;
  for (const { match, follows } of found) {
    if (match.index < end) continue;
    add(match.index);
    end = match.index + match[0].length;
    from = follows === "no" ? undefined : follows === "prose" ? end : firstAt(BLANK_LINE, end, text);
    kind = follows === "prose" ? "item" : "text";
  }
  add(text.length);
  return sections;
}

function firstAt(pattern: RegExp, offset: number, text: string): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.index ?? text.length;
}
