import type { Span } from "../span.js";
import type { Prose } from "./block.js";
import { endOfFrontMatter } from "./frontMatter.js";
import { inlineMarkup } from "./inlineText.js";
import { readWithPlainLineEnds } from "./lineEnds.js";
import { addBlock, createLineReading, type Line, type LineReading, skipParagraph, skipThrough } from "./lines.js";

/** Markup of one mark neither begins nor ends inside a word. */
const BEFORE = "(?<![\\p{L}\\p{N}:;}\\\\])";
const AFTER = "(?![\\p{L}\\p{N}])";
const ROLE = "(?:\\[[^\\[\\]\\n]{0,80}\\])?";
const ADDRESS = "[^\\s\\[\\]<>]{1,300}";

function shown(mark: string, inside: string): string[] {
  return [
    `${ROLE}${mark}${mark}(?<shown>(?:${inside}|${mark}(?!${mark})){1,400}?)${mark}${mark}`,
    `${BEFORE}${ROLE}${mark}(?!\\s)(?<shown>(?:${inside}){1,400}?)(?<!\\s)${mark}${AFTER}`,
  ];
}

const inline = inlineMarkup(
  // A comment in the middle of a paragraph.
  "(?<=\\n)(?<markup>//(?!/)[^\\n]{0,2000})",
  // Curved quotation marks.
  '"`(?<shown>[^`]{1,400})`"',
  `${BEFORE}'\`(?<shown>[^\`]{1,400})\`'`,
  `(?<opaque>\\+\\+\\+.{1,400}?\\+\\+\\+|\`\`.{1,400}?\`\`|${BEFORE}\`(?!\\s)[^\`]{1,400}\`${AFTER}|${BEFORE}\\+(?!\\s)[^+\\n]{1,400}(?<!\\s)\\+${AFTER})`,
  "(?<opaque>\\b(?:pass|stem|latexmath|asciimath|kbd|btn|icon|menu|counter):[\\w,=#.-]{0,60}\\[[^\\]\\n]{0,400}\\])",
  "(?<markup>\\(\\(\\([^()\\n]{1,200}\\)\\)\\))",
  "\\(\\((?<shown>[^()]{1,200})\\)\\)",
  "(?<markup>\\[\\[[^\\[\\]\\n]{1,100}\\]\\]|\\b(?:indexterm2?|anchor):[^\\s\\[]{0,100}\\[[^\\]\\n]{0,200}\\])",
  "footnote:[\\w-]{0,60}\\[(?<note>[^\\]]{1,1000})\\]",
  "(?<markup>footnote:[\\w-]{0,60}\\[\\])",
  `\\bimage:${ADDRESS}\\[(?<alt>[^\\],=]{1,300})(?:[,=][^\\]]{0,300})?\\]`,
  `(?:\\b(?:https?|ftp|irc)://|\\b(?:link|xref|mailto):)${ADDRESS}\\[(?<shown>[^\\],=]{1,400}?)(?:\\^|,[^\\]]{0,400})?\\]`,
  `(?<opaque>(?:\\b(?:https?|ftp|irc)://|\\b(?:link|xref|mailto|image):)${ADDRESS}\\[[^\\]\\n]{0,300}\\])`,
  "<<[^<>,\\n]{1,200},\\s{0,20}(?<shown>[^<>\\s][^<>]{0,300})>>",
  "(?<opaque><<[^<>\\n]{1,200}>>|\\{[\\w:-]{1,60}\\})",
  "(?<markup>\\s<\\d{1,3}>)(?=\\n|$)",
  "(?<markup> \\+)(?=\\n|$)",
  "(?<markup>\\\\)[*_`#^~+{<\\[]",
  ...shown("\\*", "[^*]"),
  ...shown("_", "[^_]"),
  ...shown("#", "[^#]"),
  "\\^(?<shown>[^\\s^]{1,100})\\^",
  "(?<![\\p{L}\\p{N}/])~(?<shown>[^\\s~]{1,100})~",
);

/** A bar, with what may stand before it: how many columns the cell spans, its alignment and style. */
const BAR = /(?:(?<!\S)(?:\d{1,3}(?:\.\d{1,3})?[*+]|\.\d{1,3}\+)?(?:\.?[<^>]){0,2}[adehlmsv]?)?(?<!\\)\|/gu;

/** @param table what stands between the lines that begin and end the table */
function cellsOf(table: Span, text: string): Span[] {
  const content = text.slice(table.start, table.end);
  const bars = [...content.matchAll(BAR)];
  return bars.flatMap((bar, index) => {
    const start = bar.index + bar[0].length;
    const cell = content.slice(start, bars[index + 1]?.index);
    const inner = cell.trim();
    const from = table.start + start + cell.length - cell.trimStart().length;
    return inner === "" ? [] : [{ start: from, end: from + inner.length }];
  });
}

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
