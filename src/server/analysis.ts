import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Checker } from "../grammar/checker.js";
import { parserFor, type ParserName } from "../grammar/prose/parsers.js";
import { moveSentence, type Sentence } from "../grammar/sentences.js";
import type { Span } from "../grammar/span.js";
import type { Unchecked } from "../protocol.js";
import type { Settings } from "./settings.js";
import { visibleSpan } from "./visibleText.js";

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
  const parser = parserFor(document.languageId, settings.languages);
  if (parser === undefined) return { unchecked: { kind: "language", languageId: document.languageId } };
  const isLarge = document.getText().length > settings.maxFileSize * THOUSAND;
  return { parser, scope: isLarge && !wholeUris.has(document.uri) ? "visible" : "whole", limit: settings.maxFileSize };
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
