import type { Prose } from "../block.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { addBlock, createLineReading, skipParagraph, skipThrough, type LineReading } from "../lineReading.js";
import type { Line } from "../lines.js";
import { endOfFrontMatter } from "../syntax/frontMatter.js";
import { inline } from "./inline.js";
import { cellsOf } from "./tables.js";

/** Code, literal text, what is passed through, and tables of other separators. */
const VERBATIM = /^(?:-{4,}|\.{4,}|\+{4,}|`{3,}[\w+-]*|[,:!]={3,})$/u;
const TABLE = /^\|={3,}$/u;
const COMMENT = /^\/{4,}$/u;
/** Blocks whose content is read as it stands, rules, breaks, and the mark that joins a block to an item. */
const TRANSPARENT = /^(?:={4,}|\*{4,}|_{4,}|--|'{3,}|<{3,}|-{3}|\*{3}|\+)$/u;
const ATTRIBUTES = /^\[.*\]$/su;
const CODE_STYLE =
  /^\[(?:source|listing|literal|stem|latexmath|asciimath|pass|mermaid|plantuml|ditaa|graphviz)\b|^\[,/u;
const ENTRY = /^:!?[\w-]{1,60}!?:(?:\s|$)/u;
const TITLE = /^(?:={1,6}|#{1,6})[ \t]+/u;
const BLOCK_TITLE = /^\.(?=[^\s.])/u;
const BLOCK_MACRO = /^(\w{1,30})::[^\s[]{0,300}\[(.*)\]$/su;
const ALT = /^"?([^,=]{1,300}?)"?(?:,|$)/u;
const ITEM = /^(?:\*{1,6}|-|\.{1,6}|\d{1,4}\.|[a-zA-Z]\.|<(?:\.|\d{1,3})>)[ \t]+(?:\[[ xX*]\][ \t]+)?/u;
const TERM = /^(?!\/\/)(\S.{0,200}?)(?::{2,4}|;;)(?:[ \t]+|$)/su;
const ADMONITION = /^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+/u;

/** AsciiDoc, read line by line; `asciidoctor.js` tells at best in which line a block begins. */
export function parseAsciidoc(text: string): Prose {
  return readWithPlainLineEnds(text, (plain) => {
    const reading = createLineReading(plain, inline);
    const start = endOfFrontMatter(plain);
    while (reading.lines[reading.at] && reading.lines[reading.at]!.from < start) reading.at++;
    while (reading.at < reading.lines.length) readPart(reading, reading.lines[reading.at++]!);
    return reading;
  });
}

function readPart(reading: LineReading, line: Line): void {
  const { text } = line;
  if (line.isBlank || TRANSPARENT.test(text)) return;
  if (COMMENT.test(text)) {
    reading.comments.push({ start: line.start, end: skipThrough(reading, (next) => next.text === text) });
  } else if (isComment(line)) reading.comments.push({ start: line.start, end: line.end });
  else if (VERBATIM.test(text)) skipVerbatim(reading, text);
  else if (TABLE.test(text)) readTable(reading, line);
  else if (ATTRIBUTES.test(text)) readAttributes(reading, text);
  else if (ENTRY.test(text)) skipEntry(reading, line);
  else if (TITLE.test(text)) readTitle(reading, line);
  else if (BLOCK_TITLE.test(text)) addBlock(reading, "heading", line.start + 1, line.end);
  else if (BLOCK_MACRO.test(text)) readBlockMacro(reading, line);
  else readText(reading, line);
}

function isComment({ text }: Line): boolean {
  return text.startsWith("//") && !text.startsWith("///");
}

function skipVerbatim(reading: LineReading, opening: string): void {
  const closing = opening.startsWith("```") ? "```" : opening;
  skipThrough(reading, (next) => next.text === closing);
}

function readTable(reading: LineReading, line: Line): void {
  const end = skipThrough(reading, (next) => next.text === line.text);
  const isClosed = reading.lines[reading.at - 1]!.text === line.text && reading.lines[reading.at - 1] !== line;
  const table = { start: line.end, end: isClosed ? end - line.text.length : end };
  for (const cell of cellsOf(table, reading.text)) addBlock(reading, "cell", cell.start, cell.end);
}

/** The style of a block whose content is code; a block without delimiters ends with its paragraph. */
function readAttributes(reading: LineReading, text: string): void {
  if (!CODE_STYLE.test(text)) return;
  const { lines } = reading;
  while (lines[reading.at] && (ATTRIBUTES.test(lines[reading.at]!.text) || BLOCK_TITLE.test(lines[reading.at]!.text)))
    reading.at++;
  const opening = lines[reading.at]?.text ?? "";
  if (opening === "--" || /^[=_*]{4,}$/u.test(opening)) {
    reading.at++;
    skipThrough(reading, (next) => next.text === opening);
  } else if (!VERBATIM.test(opening)) skipParagraph(reading);
}

function skipEntry(reading: LineReading, line: Line): void {
  for (let last: Line | undefined = line; last?.text.endsWith(" \\");) last = reading.lines[reading.at++];
}

/** After the title of the document come its authors and its version. */
function readTitle(reading: LineReading, line: Line): void {
  const mark = TITLE.exec(line.text)![0];
  addBlock(reading, "heading", line.start + mark.length, line.end);
  if (mark.trim() === "=") skipParagraph(reading, (next) => ENTRY.test(next.text) || isComment(next));
}

function readBlockMacro(reading: LineReading, line: Line): void {
  const [, name, content = ""] = BLOCK_MACRO.exec(line.text)!;
  const alt = name === "image" ? ALT.exec(content)?.[1] : undefined;
  if (alt === undefined) return;
  const start = line.end - "]".length - content.length + content.indexOf(alt);
  addBlock(reading, "cell", start, start + alt.length);
}

/** A paragraph, an item, a term and what it means. */
function readText(reading: LineReading, line: Line): void {
  const first = reading.at;
  const item = ITEM.exec(line.text);
  const term = item ? null : TERM.exec(line.text);
  if (term) addBlock(reading, "item", line.start, line.start + term[1]!.length);
  const mark = (item ?? term ?? ADMONITION.exec(line.text))?.[0].length ?? 0;
  const isLiteral = line.start > line.from && !item && !term;
  const start = line.start + mark;
  if (term && start === line.end) return;
  const end = skipParagraph(reading, (next) => endsText(next, item !== null || term !== null));
  if (!isLiteral) addBlock(reading, item || term ? "item" : "paragraph", start, end);
  // Comments in the middle of a paragraph do not divide it.
  for (const comment of reading.lines.slice(first, reading.at).filter(isComment))
    reading.comments.push({ start: comment.start, end: comment.end });
}

function endsText({ text }: Line, isItem: boolean): boolean {
  if (VERBATIM.test(text) || TABLE.test(text) || COMMENT.test(text) || TRANSPARENT.test(text)) return true;
  return isItem && (ITEM.test(text) || TERM.test(text) || ATTRIBUTES.test(text) || BLOCK_MACRO.test(text));
}
