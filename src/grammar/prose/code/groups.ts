import type { CodeComment } from "./scan.js";

/** The mark at the beginning of a line comment: `//`, `///`, `//!`, `#`, `#:`. */
export const LINE_MARK = /^(?:\/\/[/!]*<?|#[#!:]*)/u;

/** Line comments that follow one another and a block comment alike are one text. */
export function groupComments(comments: readonly CodeComment[], text: string): CodeComment[][] {
  const groups: CodeComment[][] = [];
  for (const comment of comments) {
    const group = groups.at(-1);
    if (group && goesOn(group.at(-1)!, comment, text)) group.push(comment);
    else groups.push([comment]);
  }
  return groups;
}

/** A comment behind code is about its line, so it goes on only in comments that have a line of their own below it. */
function goesOn(before: CodeComment, comment: CodeComment, text: string): boolean {
  if (before.kind !== "line" || comment.kind !== "line") return false;
  if (!/^\n[ \t]*$/u.test(text.slice(before.end, comment.start))) return false;
  return columnOf(before, text) === columnOf(comment, text) && markOf(before, text) === markOf(comment, text);
}

function columnOf({ start }: CodeComment, text: string): number {
  return start - (text.lastIndexOf("\n", start - 1) + 1);
}

function markOf({ start }: CodeComment, text: string): string {
  return LINE_MARK.exec(text.slice(start, start + 10))?.[0] ?? "";
}
