import type { Span } from "../../span.js";

/** What stands before a text and is none: a documentation tag with types and names, a label. Flags `gu`. */
export interface Head {
  readonly pattern: RegExp;
  /** Whether what follows is prose: `no` up to the next head, `afterBlankLine` only behind the next blank line. */
  follows(match: RegExpExecArray): "prose" | "no" | "afterBlankLine";
}

const LABEL: Head = {
  pattern:
    /(?<![^\n])[ \t]*(?:TODO|FIXME|XXX|HACK|BUG|NOTE|NB|OPTIMIZE|REVIEW|SAFETY|WARNING|DEPRECATED|Deprecated)(?:\([^()\n]*\))?(?::|[ \t]+-(?=[ \t]))/gu,
  follows: () => "prose",
};
/** `---- Reading ----`; what it ends with is overwritten elsewhere. */
const RULE: Head = { pattern: /(?<![^\n])[ \t]*(?:-{2,}|[=*#_+]{3,}|~{4,})(?=[ \t]+\S)/gu, follows: () => "prose" };

const BLANK_LINE = /\n[ \t]*\n/gu;
const NOT_SPACE = /\S/gu;

/** Splits a comment's text at tags and labels into parts that are read as documents of their own. */
export function splitSections(text: string, heads: readonly Head[]): Span[] {
  const found = [LABEL, RULE, ...heads].flatMap((head) =>
    Array.from(text.matchAll(head.pattern), (match) => ({ match, follows: head.follows(match) })),
  );
  found.sort((a, b) => a.match.index - b.match.index);
  const sections: Span[] = [];
  let from: number | undefined = 0;
  const add = (to: number): void => {
    const start = from === undefined ? to : firstAt(NOT_SPACE, from, text);
    if (start < to) sections.push({ start, end: to });
  };
  let end = 0;
  for (const { match, follows } of found) {
    if (match.index < end) continue;
    add(match.index);
    end = match.index + match[0].length;
    from = follows === "no" ? undefined : follows === "prose" ? end : firstAt(BLANK_LINE, end, text);
  }
  add(text.length);
  return sections;
}

function firstAt(pattern: RegExp, offset: number, text: string): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.index ?? text.length;
}
