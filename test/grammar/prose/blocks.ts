import { expect } from "vitest";
import { type ParserName, proseParser } from "../../../src/grammar/prose/parsers.js";
import { readSentences, shown } from "../reading.js";

/** A test of one format: what it is about, a document, and its sentences as `kind: text`, the kind left out for a paragraph. */
export type Reading = [title: string, text: string, expected: string[]];

/** Expects these sentences of the document, and the same with line ends of Windows. */
export function expectSentences(parser: ParserName, text: string, expected: readonly string[]): void {
  const seen = (of: string): string[] =>
    readSentences(of, parser).map((sentence) =>
      sentence.kind === "paragraph" ? shown(sentence) : `${sentence.kind}: ${shown(sentence)}`,
    );
  expect(seen(text)).toEqual(expected);
  expect(seen(text.replaceAll("\n", "\r\n"))).toEqual(expected);
}

export function commentsOf(parser: ParserName, text: string): string[] {
  return proseParser(parser)(text).comments.map(({ start, end }) => text.slice(start, end));
}
