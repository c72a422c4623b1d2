import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Checker } from "../../grammar/checker.js";
import { usualLanguageId } from "../../grammar/prose/languageOfFile.js";
import { parserFor, type ParserName } from "../../grammar/prose/parsers.js";
import { moveSentence, type Sentence } from "../../grammar/sentences.js";
import type { Span } from "../../grammar/span.js";
import type { Unchecked } from "../../protocol.js";
import type { Settings } from "../settings/settings.js";

/** The most text around the caret, in UTF-16 code units, that is read of a document over the size limit. */
const MOST = 30_000;

/**
 * The part of a large document that is worth reading: what is visible, widened to blank lines, outside fenced code.
 * @param visible what the client shows; nothing counts as the beginning of the document
 */
export function visibleSpan(text: string, visible: readonly Span[]): Span {
  const first = visible.reduce((least, { start }) => Math.min(least, start), text.length);
  const last = visible.reduce((most, { end }) => Math.max(most, end), 0);
  const from = visible.length === 0 ? 0 : first;
  const to = Math.min(text.length, from + MOST, Math.max(from, last) || MOST);
  const start = afterFence(text, blankLineBefore(text, from));
  return { start, end: Math.max(start, blankLineAfter(text, to)) };
}

function blankLineBefore(text: string, offset: number): number {
  const window = text.slice(Math.max(0, offset - MOST), offset);
  const found = Math.max(window.lastIndexOf("\n\n"), window.lastIndexOf("\n\r\n"));
  if (found >= 0) return offset - window.length + found + 1;
  return Math.max(0, offset - window.length);
}

function blankLineAfter(text: string, offset: number): number {
  const window = text.slice(offset, offset + MOST);
  const found = /\r?\n[ \t]*\r?\n/u.exec(window);
  return offset + (found ? found.index : window.length);
}

/** `offset`, or the end of the fenced code block that it lies in. */
function afterFence(text: string, offset: number): number {
  const fences = /(?<![^\r\n]) {0,3}(`{3,}|~{3,})/gu;
  let open: string | undefined;
  for (let match = fences.exec(text); match; match = fences.exec(text)) {
    if (match.index >= offset && open === undefined) return offset;
    const marks = match[1] ?? "";
    if (open === undefined) open = marks;
    else if (marks.startsWith(open)) {
      open = undefined;
      if (match.index >= offset) return match.index + match[0].length;
    }
  }
  return open === undefined ? offset : text.length;
}

/** The sentences of one version of a document, and what of it is left out. */
export interface Analysis {
  readonly sentences: readonly Sentence[];
  readonly unchecked: readonly Unchecked[];
}

/** How a document is to be read. */
export type Reading =
  | { readonly parser: ParserName; readonly scope: "whole" | "visible"; readonly limit: number }
  | { readonly unchecked: Unchecked };

const THOUSAND = 1000;

/** @param isWhole the writer asked for the whole document, however large */
export function readingOf(document: TextDocument, settings: Settings, wholeUris: ReadonlySet<string>): Reading {
  if (!settings.enable) return { unchecked: { kind: "disabled" } };
  const parser = parserOf(document, settings.languages);
  if (parser === undefined) return { unchecked: { kind: "language", languageId: document.languageId } };
  const isLarge = document.getText().length > settings.maxFileSize * THOUSAND;
  return { parser, scope: isLarge && !wholeUris.has(document.uri) ? "visible" : "whole", limit: settings.maxFileSize };
}

/** The parser of a document's language, or of what VS Code calls that language. What a setting names is as it says. */
export function parserOf({ languageId, uri }: TextDocument, languages: Settings["languages"]): ParserName | undefined {
  const usual = Object.hasOwn(languages, languageId) ? undefined : usualLanguageId(languageId, uri);
  return parserFor(usual ?? languageId, languages);
}

export interface AnalysisCache {
  of(document: TextDocument, reading: Reading, checker: Checker, visible: readonly Span[]): Analysis;
}

/** Remembers by document, not by name: a document opened under the name of a closed one starts at its version again. */
export function createAnalysisCache(): AnalysisCache {
  const known = new WeakMap<TextDocument, { key: string; checker: Checker; analysis: Analysis }>();
  return {
    of(document, reading, checker, visible) {
      const span =
        "parser" in reading && reading.scope === "visible" ? visibleSpan(document.getText(), visible) : undefined;
      const key = JSON.stringify([document.version, reading, span]);
      const found = known.get(document);
      if (found?.key === key && found.checker === checker) return found.analysis;
      const analysis = analyse(document.getText(), reading, checker, span);
      if (found?.checker === checker) checker.inherit(found.analysis.sentences, analysis.sentences);
      known.set(document, { key, checker, analysis });
      return analysis;
    },
  };
}

/** @param span the part to read; `undefined` for all of it */
export function analyse(text: string, reading: Reading, checker: Checker, span: Span | undefined): Analysis {
  if ("unchecked" in reading) return { sentences: [], unchecked: [reading.unchecked] };
  const part = span ? text.slice(span.start, span.end) : text;
  const { sentences, otherLanguage, slow } = checker.read(part, reading.parser);
  const left: Unchecked[] = [];
  if (otherLanguage.length > 0) left.push({ kind: "foreign", sentences: otherLanguage.length });
  if (slow > 0) left.push({ kind: "slow", paragraphs: slow });
  if (!span) return { sentences, unchecked: left };
  const large: Unchecked = { kind: "large", limit: reading.limit };
  return { sentences: sentences.map((sentence) => moveSentence(sentence, span.start)), unchecked: [large, ...left] };
}

/**
 * The sentence that the writer is in the middle of: the caret is in it, or behind it with only spaces between and no mark that
 * ends it.
 */
export function typedSentence(sentences: readonly Sentence[], text: string, caret: number): Sentence | undefined {
  const last = sentences.findLast((sentence) => sentence.start <= caret);
  if (!last || caret <= last.end) return last;
  const between = text.slice(last.end, caret);
  return /^[ \t]*$/u.test(between) && !/[.!?]["'”’)]*$/u.test(text.slice(last.end - 3, last.end)) ? last : undefined;
}
