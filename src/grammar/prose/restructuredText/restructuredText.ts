import type { Prose } from "../block.js";
import { inlineMarkup } from "../inlineText.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { addBlock, createLineReading, type Line, type LineReading, skipDeeper, skipParagraph } from "../lines.js";
import { isExplicit, readExplicit } from "./rstDirectives.js";
import { tableAt } from "./rstTables.js";

/** Markup neither begins nor ends inside a word, and has no space at its edges. */
const BEFORE = "(?<![\\p{L}\\p{N}*`])";
const AFTER = "(?![\\p{L}\\p{N}])";
const ROLE = ":[\\w:.+-]{1,40}:";
/** Roles whose text is the writer's own; that of any other is a name, unless it is a link with a title. */
const PROSE_ROLES = ":(?:emphasis|strong|term|dfn|abbr|title|sub|sup|guilabel|t):";

const inline = inlineMarkup(
  `${PROSE_ROLES}\`(?<shown>[^\`<]{1,400}?)(?:(?<!\\s)\\s*<[^\`<>]{1,400}>)?\``,
  `${ROLE}\`!?(?<shown>[^\`<]{1,400}?)(?<!\\s)\\s+<[^\`<>]{1,400}>\``,
  `(?<opaque>\`\`(?:[^\`]|\`(?!\`)){1,400}\`\`|${ROLE}\`[^\`]{1,400}\`)`,
  `${BEFORE}\`(?<shown>[^\`<\\s][^\`<]{0,400}?)(?:(?<!\\s)\\s*<[^\`<>]{1,400}>)?\`__?${AFTER}`,
  `${BEFORE}_\`(?<shown>[^\`\\s][^\`]{0,400})\``,
  `${BEFORE}(?<opaque>\`[^\`\\s][^\`]{0,400}\`(?:${ROLE})?)`,
  `${BEFORE}\\*\\*(?=\\S)(?<shown>(?:[^*]|\\*(?!\\*)){1,400}?)(?<=\\S)\\*\\*${AFTER}`,
  `${BEFORE}\\*(?=[^\\s*])(?<shown>[^*]{1,400}?)(?<=\\S)\\*${AFTER}`,
  `${BEFORE}(?<opaque>\\|(?=\\S)[^|\\n]{1,100}(?<=\\S)\\|)_{0,2}`,
  // A note leaves nothing behind, a work that is cited a word.
  "(?<markup>\\s?\\[(?:\\d{1,4}|#[\\w.-]{0,60}|\\*)\\]_)",
  "(?<opaque>\\[[\\w.-]{1,60}\\]_)",
  // What is escaped is the writer's, but an escaped space is nothing at all.
  "(?<markup>\\\\\\s)",
  "(?<markup>\\\\)\\S",
  `(?<![\\p{L}\\p{N}_.:/])(?<shown>[\\p{L}\\p{N}]{1,60}(?:[-.][\\p{L}\\p{N}]{1,60}){0,5})__?(?![\\p{L}\\p{N}_/])`,
  // The second colon before a literal block.
  ":(?<markup>:)$",
);

/** What a line may begin with that is no text. */
interface Marker {
  /** UTF-16 code units. */
  readonly length: number;
  readonly kind: "item" | "field" | "lineBlock";
}

const ITEM = /^(?:[-*+•‣]|(?:#|\d{1,4}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,8})[.)]|\((?:#|\d{1,4}|[A-Za-z])\))(?:[ \t]+|$)/u;
const FIELD = /^:(?![\s:])(?:[^:\n\\`]|\\[^\n]|:(?! |$)){1,100}:(?:[ \t]+|$)/u;
/** `-a`, `--all`, `/a`, with a placeholder: one, or several with commas between. */
const OPTION =
  /^[-/][\w?-]{1,41}(?:[ =](?:<[^>\n]{1,40}>|[A-Z_]{1,40}))?(?:, [-/][\w?-]{1,41}(?:[ =](?:<[^>\n]{1,40}>|[A-Z_]{1,40}))?){0,3}[ \t]{2,}/u;
const LINE_BLOCK = /^\|(?:[ \t]+|$)/u;

/** @param text a line without its indentation */
function markerOf(text: string): Marker | undefined {
  const item = ITEM.exec(text) ?? OPTION.exec(text);
  if (item) return { length: item[0].length, kind: "item" };
  const field = FIELD.exec(text);
  if (field) return { length: field[0].length, kind: "field" };
  const lineBlock = LINE_BLOCK.exec(text);
  return lineBlock ? { length: lineBlock[0].length, kind: "lineBlock" } : undefined;
}

const DATA_FIELD =
  /^:(?:r?type|vartype|author|authors|organization|contact|address|version|status|date|copyright|revision|license|orphan|tocdepth|nocomments|maxdepth|alt|meta|keywords)\b/iu;

/** A field whose body is a name, a type, a date. */
function isData(text: string): boolean {
  return DATA_FIELD.test(text);
}

/** Under a title, over one, or between paragraphs. */
const RULE = /^([!-/:-@[-`{-~])\1{2,}$/u;
/** A title may be underlined by less than its length only from here on. */
const SHORTEST_RULE = 4;

/** reStructuredText with the directives and roles of Sphinx, read line by line: indentation says what belongs together. */
export function parseRestructuredText(text: string): Prose {
  return readWithPlainLineEnds(text, (plain) => {
    const reading = createLineReading(plain, inline);
    while (reading.at < reading.lines.length) readPart(reading);
    return reading;
  });
}

function readPart(reading: LineReading): void {
  const { lines, at } = reading;
  const line = lines[at]!;
  const table = tableAt(lines, at, reading.text);
  if (isExplicit(line)) readExplicit(reading);
  else if (table) {
    for (const { start, end } of table.cells) addBlock(reading, "cell", start, end);
    reading.at = table.next;
  } else if (line.isBlank || RULE.test(line.text)) reading.at++;
  else if (line.text.startsWith(">>>")) {
    reading.at++;
    skipParagraph(reading);
  } else if (isUnderlined(line, lines[at + 1])) {
    addBlock(reading, "heading", line.start, line.end);
    reading.at += 2;
  } else readText(reading, line);
}

function isUnderlined(line: Line, next: Line | undefined): boolean {
  if (next?.indent !== line.indent) return false;
  return RULE.test(next.text) && next.text.length >= Math.min(SHORTEST_RULE, line.text.length);
}

/** A paragraph, with the marks of the lists that it begins. */
function readText(reading: LineReading, line: Line): void {
  const { lines } = reading;
  let start = line.start;
  let marker: Marker | undefined;
  for (let next = markerOf(line.text); next && start < line.end; next = markerOf(reading.text.slice(start, line.end))) {
    marker = next;
    start += next.length;
    if (next.kind === "field") break;
  }
  reading.at++;
  const below = lines[reading.at];
  const isTerm = !marker && below !== undefined && !below.isBlank && below.indent > line.indent;
  const end = isTerm ? line.end : skipParagraph(reading, endOf(line, marker));
  if (!isData(line.text)) addBlock(reading, marker || isTerm ? "item" : "paragraph", start, end);
  if (!reading.text.endsWith("::", end)) return;
  skipLiteral(reading, marker?.kind === "item" ? line.indent + start - line.start : line.indent);
}

/** Text that is not a list's ends where the indentation changes. */
function endOf(line: Line, marker: Marker | undefined): (next: Line) => boolean {
  if (marker) return (next) => next.indent <= line.indent || isExplicit(next) || markerOf(next.text) !== undefined;
  return (next) => isExplicit(next) || next.indent !== line.indent;
}

function skipLiteral(reading: LineReading, indent: number): void {
  const { lines } = reading;
  const begin = reading.at;
  skipDeeper(reading, indent);
  // One that is not indented is quoted, by the same mark on each of its lines.
  const isQuoted =
    lines.slice(begin, reading.at).every(({ isBlank }) => isBlank) && /^[^\w\s]/u.test(lines[reading.at]?.text ?? "");
  if (isQuoted) skipParagraph(reading);
}
