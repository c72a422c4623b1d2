import type { Span } from "../../span.js";
import type { Block, TextPart } from "../block.js";
import type { CodeComment } from "./scan.js";

/** The mark at the beginning of a line comment: `//`, `///`, `//!`, `#`, `#:`. */
const LINE_MARK = /^(?:\/\/[/!]*<?|#[#!:]*)/u;

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

/** What a comment says, without its marks: its lines, each a span of the file, as a text of their own. */
interface Content {
  readonly text: string;
  /** The block, found in the content or in a text of the same length, at its place in the file. */
  place(block: Block): Block;
}

/** What tells a checker of prose to leave something alone stands between lines of one text, and does not divide it. */
const PROSE_TOOL = /^[ \t]*(?:cloze-[a-z]|cspell:|spell-?checker:|harper:|ltex:|vale )/iu;

/** @param group comments that are one text */
export function contentOf(group: readonly CodeComment[], file: string): Content {
  const lines = group
    .flatMap((comment) => linesOf(comment, file))
    .filter(({ start, end }) => !PROSE_TOOL.test(file.slice(start, end)));
  const text = lines.map(({ start, end }) => file.slice(start, end)).join("\n");
  const starts: number[] = [];
  let length = 0;
  for (const { start, end } of lines) {
    starts.push(length);
    length += end - start + 1;
  }
  const place = (offset: number): number => {
    const line = lastAtMost(starts, offset);
    return lines[line]!.start + (offset - starts[line]!);
  };
  const placePiece = ({ kind, start, end }: TextPart): TextPart[] => {
    if (kind !== "prose") return [{ kind, start: place(start), end: place(end - 1) + 1 }];
    const parts = text.slice(start, end).split("\n");
    let at = start;
    return parts.flatMap((part) => {
      const from = at;
      at += part.length + 1;
      return part === "" ? [] : [{ kind, start: place(from), end: place(from + part.length - 1) + 1 }];
    });
  };
  return { text, place: ({ kind, parts }) => ({ kind, parts: parts.flatMap(placePiece) }) };
}

function lastAtMost(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle]! <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The lines of one comment without its marks; what is indented stays so, since it may be code. */
function linesOf(comment: CodeComment, file: string): Span[] {
  const { start, end } = inner(comment, file);
  const lines: Span[] = [];
  for (let at = start; at <= end; at = lines.at(-1)!.end + 1) {
    const next = file.indexOf("\n", at);
    lines.push({ start: at, end: next < 0 || next > end ? end : next });
  }
  const [first, ...rest] = lines;
  const shown = (line: Span): string => file.slice(line.start, line.end);
  const starred = comment.kind === "block" && rest.some((line) => STAR.test(shown(line)));
  const filled = rest.map(shown).filter((line) => line.trim() !== "");
  const isStarred = starred && filled.every((line) => STAR.test(line));
  const indents = filled.map((line) => line.length - line.trimStart().length);
  const indent = isStarred ? 0 : indents.reduce((least, width) => Math.min(least, width), Infinity);
  const cut = (line: Span): Span => {
    const width = isStarred ? (STAR.exec(shown(line))?.[0].length ?? 0) : indent;
    return { start: Math.min(line.end, line.start + width), end: line.end };
  };
  return [{ ...first!, start: first!.start + (/^ /u.test(shown(first!)) ? 1 : 0) }, ...rest.map(cut)];
}

const STAR = /^[ \t]*\*+(?:[ \t]|$)/u;
const BLOCK_OPENING = /^(?:\/\*[*!]*<?|=begin\b)/u;
const RUBY_CLOSING = /(?<![^\n])=end[^\n]*/u;
const QUOTES = /^[A-Za-z]{0,2}("""|'''|"|')/u;

function inner({ kind, start, end }: CodeComment, file: string): Span {
  const text = file.slice(start, end);
  switch (kind) {
    case "line":
      return { start: start + (LINE_MARK.exec(text)?.[0].length ?? 0), end };
    case "block": {
      const closing = text.endsWith("*/") ? 2 : RUBY_CLOSING.exec(text)?.[0].length;
      return within({ start, end }, BLOCK_OPENING.exec(text)?.[0].length, closing);
    }
    case "docstring": {
      const quotes = QUOTES.exec(text);
      return within({ start, end }, quotes?.[0].length, text.endsWith(quotes?.[1] ?? "\n") ? quotes?.[1]?.length : 0);
    }
    default:
      throw new Error(`Unknown kind of comment: ${String(kind)}`);
  }
}

/** An unclosed comment may be shorter than its marks. */
function within({ start, end }: Span, opening = 0, closing = 0): Span {
  const from = Math.min(end, start + opening);
  return { start: from, end: Math.max(from, end - closing) };
}
