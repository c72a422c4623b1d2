import type { Prose } from "../block.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { addBlock, createLineReading, skipDeeper, skipParagraph, type LineReading } from "../lineReading.js";
import type { Line } from "../lines.js";
import { isExplicit, readExplicit } from "./explicit.js";
import { inline } from "./inline.js";
import { isData, markerOf, type Marker } from "./markers.js";
import { tableAt } from "./tables.js";

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
