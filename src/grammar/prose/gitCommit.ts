import type { Span } from "../span.js";
import { type Block, type BlockKind, type Cut, textPartsBetween, type Prose } from "./block.js";
import { readWithPlainLineEnds } from "./lineEnds.js";
import { type Line, linesOf } from "./lines.js";

/** Git drops this line and all below it: the difference that `git commit --verbose` shows. */
const SCISSORS = /^# -{8,} >8 -{8,}$/u;
/** What people and tools put before the subject: `fixup!`, `feat(scope)!:`, `src/grammar:`, `[PATCH 1/2]`. */
const PREFIX =
  /^(?:(?:(?:fixup|squash|amend)! )+|\[[^\]\n]{1,40}\] ?|(?:[a-z][\w.-]{0,30}(?:\([^()\n]{1,60}\))?!?|[\w.-]{1,40}(?:\/[\w.*-]{1,40}){1,8}): )+/u;
const MERGE = /^Merge (?:branch|branches|tag|tags|commit|pull request|remote-tracking branch)\b/u;
const ITEM = /^(?:[-*+•]|\d{1,3}[.)])[ \t]+/u;
const TRAILER =
  /^(?:[A-Z][A-Za-z]*(?:-[A-Za-z]+)+|Cc|CC|Fixes|Closes|Resolves|Refs?|References|See|Bug|Issue|Link|Task|Tested|Change|Reviewed|PR) ?[:#] ?\S|^(?:fixes|closes|resolves|refs?) #\d|^\(cherry picked from commit /iu;
/** Columns from which on a line is code. */
const CODE = 4;

/**
 * A commit message as it is being written, with the lines of git in it. It has no grammar but git's own few rules: the subject
 * comes first, `#` begins a comment, the last paragraph may hold trailers.
 */
export function parseGitCommit(text: string): Prose {
  return readWithPlainLineEnds(text, (plain) => {
    const all = linesOf(plain);
    const cut = all.findIndex((line) => SCISSORS.test(line.text));
    const lines = cut < 0 ? all : all.slice(0, cut);
    const comments = lines.filter(isComment).map(({ start, end }) => ({ start, end }));
    const paragraphs = divide(lines.filter((line) => !isComment(line)));
    const last = paragraphs.at(-1)?.[0];
    if (last && TRAILER.test(last.text)) paragraphs.pop();
    const parts = paragraphs.flatMap((paragraph, index) =>
      index === 0 ? readFirst(paragraph) : readParagraph(paragraph),
    );
    return { blocks: withoutComments(parts, comments), comments };
  });
}

interface Part extends Span {
  readonly kind: BlockKind;
}

function isComment({ text, start, from }: Line): boolean {
  return text.startsWith("#") && start === from;
}

function divide(lines: readonly Line[]): Line[][] {
  const paragraphs: Line[][] = [[]];
  for (const line of lines) {
    if (line.isBlank) paragraphs.push([]);
    else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

/** The subject, and what follows it without the empty line that should stand there. */
function readFirst([subject, ...others]: readonly Line[]): Part[] {
  if (!subject) return [];
  const prefix = PREFIX.exec(subject.text)?.[0].length ?? 0;
  const heading: Part = { kind: "heading", start: subject.start + prefix, end: subject.end };
  return [...(MERGE.test(subject.text) ? [] : [heading]), ...readParagraph(others)];
}

/** A paragraph, in it the items of lists; what is indented deep is code, unless it belongs to an item. */
function readParagraph(lines: readonly Line[]): Part[] {
  const parts: Part[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const item = ITEM.exec(line.text);
    if (item) parts.push({ kind: "item", start: line.start + item[0].length, end: line.end });
    else if (last) parts.splice(-1, 1, { ...last, end: line.end });
    else if (line.indent >= CODE) return [];
    else parts.push({ kind: "paragraph", start: line.start, end: line.end });
  }
  return parts;
}

/** Git takes its comments out, also those in the middle of a paragraph. */
function withoutComments(parts: readonly Part[], comments: readonly Span[]): Block[] {
  let next = 0;
  return parts.map(({ kind, start, end }) => {
    const cuts: Cut[] = [];
    for (let comment = comments[next]; comment && comment.start < end; comment = comments[++next])
      cuts.push({ kind: "markup", ...comment });
    return { kind, parts: textPartsBetween(cuts, { start, end }) };
  });
}
