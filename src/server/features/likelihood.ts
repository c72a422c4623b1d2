import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Sentence } from "../../grammar/sentences.js";
import type { Span } from "../../grammar/span.js";
import type { WordLikelihood } from "../../protocol.js";
import type { Engine } from "../checking/engine.js";
import { analyse, readingOf, visibleSpan } from "../documents/analysis.js";
import type { Settings } from "../settings/settings.js";
import { toRange } from "./diagnostics.js";

/** The masked likelihood of each word of the sentences that the span touches, whether the document is checked or not. */
export async function likelihoodsAt(
  document: TextDocument,
  span: Span,
  { checker }: Engine,
  settings: Settings,
): Promise<WordLikelihood[]> {
  const measured: WordLikelihood[] = [];
  for (const sentence of sentencesAt(document, span, { checker }, settings)) {
    const values = await checker.likelihoods(sentence);
    sentence.words.forEach((word, index) => {
      const logLikelihood = values[index];
      if (logLikelihood !== undefined) measured.push({ range: toRange(document, word), logLikelihood });
    });
  }
  return measured;
}

/** Sentences that the span touches, also of a document that is not checked: it is read as plain text. */
export function sentencesAt(
  document: TextDocument,
  span: Span,
  { checker }: Pick<Engine, "checker">,
  settings: Settings,
): Sentence[] {
  const reading = readingOf(document, { ...settings, enable: true }, new Set());
  const text = document.getText();
  const readable =
    "parser" in reading ? reading : ({ parser: "plain", scope: "whole", limit: settings.maxFileSize } as const);
  const part = readable.scope === "visible" ? visibleSpan(text, [span]) : undefined;
  const { sentences } = analyse(text, readable, checker, part);
  return sentences.filter(({ start, end }) => start <= span.end && span.start <= end);
}
