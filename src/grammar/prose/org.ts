import type { Prose } from "./block.js";
import { inlineMarkup } from "./inlineText.js";
import { readWithPlainLineEnds } from "./lineEnds.js";
import { addBlock, createLineReading, type Line, type LineReading, skipParagraph, skipThrough } from "./lines.js";

const BEFORE = "(?<=^|[\\s\\-({'\"])";
const AFTER = "(?=$|[\\s\\-.,;:!?'\")}\\[])";

function emphasis(group: string, mark: string, inside: string): string {
  return group === "shown"
    ? `${BEFORE}${mark}(?!\\s)(?<shown>${inside}{1,400}?)(?<!\\s)${mark}${AFTER}`
    : `${BEFORE}(?<opaque>${mark}(?!\\s)${inside}{1,400}?(?<!\\s)${mark})${AFTER}`;
}

const inline = inlineMarkup(
  "\\[\\[[^\\[\\]\\n]{1,400}\\]\\[(?<shown>[^\\]]{1,400})\\]\\]",
  "(?<opaque>\\[\\[[^\\[\\]\\n]{1,400}\\]\\])",
  "\\[fn:[\\w-]{0,60}:(?<note>[^\\[\\]]{1,1000})\\]",
  "(?<markup>\\[fn:[\\w-]{1,60}\\]|\\[\\d{0,4}/\\d{0,4}\\]|\\[\\d{0,3}%\\])",
  "(?<opaque>\\[cite[^\\[\\]\\n]{0,400}\\]|[<\\[]\\d{4}-\\d\\d-\\d\\d[^>\\]\\n]{0,60}[>\\]])",
  "<<<(?<shown>[^<>\\n]{1,100})>>>",
  "(?<markup><<[^<>\\n]{1,100}>>|@@\\w{1,20}:[^@\\n]{0,400}@@)",
  "(?<opaque><(?:https?|file|mailto):[^<>\\s]{1,400}>|\\{\\{\\{[^{}\\n]{1,200}\\}\\}\\}|\\b(?:src_\\w{1,30}|call_\\w{1,60})(?:\\[[^\\]\\n]{0,100}\\])?[{(][^{}()\\n]{0,400}[})])",
  "(?<opaque>\\\\\\(.{1,400}?\\\\\\)|\\\\\\[(?:[^\\\\]|\\\\[^\\[\\]]){1,1000}\\\\\\]|\\$\\$[^$]{1,1000}\\$\\$)",
  "(?<![\\p{L}\\p{N}$])(?<opaque>\\$(?![\\s.,;])[^$\\n]{1,200}(?<![\\s.,])\\$)(?![\\p{L}\\p{N}])",
  "(?<space>\\\\\\\\)(?=[ \\t]*(?:\\n|$))",
  "(?<opaque>\\\\[a-zA-Z]{1,30}(?:\\{\\})?)",
  emphasis("opaque", "=", "[^=]"),
  emphasis("opaque", "~", "[^~]"),
  emphasis("shown", "\\*", "[^*]"),
  emphasis("shown", "/", "[^/]"),
  emphasis("shown", "_", "[^_]"),
  emphasis("shown", "\\+", "[^+]"),
);

const HEADING =
  /^\*+[ \t]+(?:(?:TODO|DONE|NEXT|WAITING|HOLD|CANCELLED|CANCELED|STARTED|DOING|SOMEDAY)[ \t]+)?(?:\[#\w\][ \t]+)?/u;
const TAGS = /(?<![ \t])[ \t]+:[\p{L}\p{N}_@#%:]{1,200}:$/u;
const BLOCK = /^#\+begin_([\w-]{1,40})/iu;
/** Of these the content is no prose; that of others, a quotation for one, is read as it stands. */
const CODE = /^(?:src|example|export|comment|ascii|latex|html|equation|align)$/iu;
const BLOCK_END = /^#\+end_/iu;
const SHOWN_KEYWORD = /^#\+(title|subtitle|caption|description)(?:\[[^\]\n]{0,200}\])?:[ \t]*/iu;
const KEYWORD = /^#\+[\w-]{1,60}(?:\[[^\]\n]{0,200}\])?:|^#\+(?:begin|end)_|^#\+\w+$/iu;
const COMMENT = /^#(?:[ \t]|$)/u;
const DRAWER = /^:[\w-]{1,60}:$/u;
const DRAWER_END = /^:END:$/iu;
const DATA = /^(?:(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):|:(?:[ \t]|$)|-{5,}$|%%\()/u;
const ENVIRONMENT = /^\\begin\{([^{}\n]{1,60})\}/u;
const TABLE = /^\|/u;
const ITEM = /^(?:[-+]|\d{1,4}[.)]|[a-zA-Z][.)])[ \t]+(?:\[@\d{1,4}\][ \t]+)?(?:\[[ X-]\][ \t]+)?/u;
const STARRED_ITEM = /^\*[ \t]+(?:\[[ X-]\][ \t]+)?/u;
const TERM = /^([^\n]{0,199}?[^ \t\n])[ \t]+::(?:[ \t]+|$)/u;
const NOTE = /^\[fn:[\w-]{1,60}\][ \t]+/u;

/** Org, read line by line: the grammars for it are not free to ship, or fail on long documents. */
export function parseOrg(text: string): Prose {
  return readWithPlainLineEnds(text, (plain) => {
    const reading = createLineReading(plain, inline);
    while (reading.at < reading.lines.length) readPart(reading, reading.lines[reading.at++]!);
    return reading;
  });
}

function readPart(reading: LineReading, line: Line): void {
  const { text } = line;
  const environment = ENVIRONMENT.exec(text)?.[1];
  if (line.isBlank || DATA.test(text)) return;
  if (isHeading(line)) readHeading(reading, line);
  else if (COMMENT.test(text)) reading.comments.push({ start: line.start, end: line.end });
  else if (BLOCK.test(text)) readBlock(reading, line);
  else if (SHOWN_KEYWORD.test(text)) readKeyword(reading, line);
  else if (KEYWORD.test(text)) return;
  else if (DRAWER.test(text)) skipDrawer(reading);
  else if (environment !== undefined) {
    reading.at--;
    skipThrough(reading, (next) => next.text.includes(`\\end{${environment}}`));
  } else if (TABLE.test(text)) readRow(reading, line);
  else readText(reading, line);
}

function isHeading({ text, start, from }: Line): boolean {
  return start === from && HEADING.test(text);
}

function readHeading(reading: LineReading, line: Line): void {
  const start = line.start + HEADING.exec(line.text)![0].length;
  const title = reading.text.slice(start, line.end);
  if (/^COMMENT\b/u.test(title)) return;
  addBlock(reading, "heading", start, line.end - (TAGS.exec(title)?.[0].length ?? 0));
}

function readBlock(reading: LineReading, line: Line): void {
  const name = BLOCK.exec(line.text)?.[1]?.toLowerCase() ?? "";
  if (!CODE.test(name)) return;
  const end = skipThrough(reading, (next) => next.text.toLowerCase().startsWith(`#+end_${name}`));
  if (name === "comment") reading.comments.push({ start: line.start, end });
}

function readKeyword(reading: LineReading, line: Line): void {
  const [head, name = ""] = SHOWN_KEYWORD.exec(line.text)!;
  addBlock(reading, /title/iu.test(name) ? "heading" : "item", line.start + head.length, line.end);
}

/** One that is not closed ends before the next blank line or heading. */
function skipDrawer(reading: LineReading): void {
  skipParagraph(reading, (next) => isHeading(next) || DRAWER_END.test(next.text));
  if (DRAWER_END.test(reading.lines[reading.at]?.text ?? "")) reading.at++;
}

function readRow(reading: LineReading, line: Line): void {
  if (/^\|-/u.test(line.text)) return;
  let at = line.start;
  for (const cell of line.text.split("|")) {
    const start = at + cell.length - cell.trimStart().length;
    addBlock(reading, "cell", start, start + cell.trim().length);
    at += cell.length + "|".length;
  }
}

/** A paragraph, an item of a list, or a footnote. */
function readText(reading: LineReading, line: Line): void {
  const item = ITEM.exec(line.text) ?? (line.start > line.from ? STARRED_ITEM.exec(line.text) : null);
  let start = line.start + ((item ?? NOTE.exec(line.text))?.[0].length ?? 0);
  const term = item ? TERM.exec(reading.text.slice(start, line.end)) : null;
  if (term) {
    addBlock(reading, "item", start, start + term[1]!.length);
    start += term[0].length;
  }
  const end = skipParagraph(reading, (next) => endsText(next) || (item !== null && next.indent <= line.indent));
  addBlock(reading, item ? "item" : "paragraph", start, end);
}

function endsText(line: Line): boolean {
  const { text } = line;
  if (isHeading(line) || COMMENT.test(text) || BLOCK.test(text) || BLOCK_END.test(text) || KEYWORD.test(text))
    return true;
  return DATA.test(text) || DRAWER.test(text) || TABLE.test(text) || ENVIRONMENT.test(text) || isItem(line);
}

function isItem({ text, start, from }: Line): boolean {
  return /^(?:[-+]|\d{1,4}[.)])[ \t]/u.test(text) || (start > from && STARRED_ITEM.test(text));
}
