import type { TextDocument } from "vscode-languageserver-textdocument";
import type { SentencePlace } from "../../grammar/scorer.js";
import type { Sentence } from "../../grammar/sentences.js";
import type { Span } from "../../grammar/span.js";
import type { SuggestResult } from "../../protocol.js";
import type { Engine } from "../checking/engine.js";
import { typedSentence } from "../documents/analysis.js";
import type { Settings } from "../settings/settings.js";
import { toRange } from "./diagnostics.js";
import { sentencesAt } from "./likelihood.js";

/** How far before the caret, in UTF-16 code units, an unfinished sentence may end, for the spaces typed after it. */
const NEAR = 100;

/** The words that the model expects at the caret; `null` where it is in no sentence, or in something that is no word. */
export async function suggestionsAt(
  document: TextDocument,
  caret: number,
  { checker }: Engine,
  settings: Settings,
): Promise<SuggestResult | null> {
  const text = document.getText();
  const around = { start: Math.max(0, caret - NEAR), end: caret };
  const sentence = typedSentence(sentencesAt(document, around, { checker }, settings), text, caret);
  const place = sentence && placeAt(sentence, text, caret);
  if (!place) return null;
  const { version } = document;
  const predictions = await checker.predictions(finished(sentence), place);
  const { span, before, after } = gapOf(place, sentence, text, caret);
  const replaced = text.slice(span.start, span.end);
  const words = predictions
    .filter((prediction) => prediction.text !== replaced)
    .map(({ text: word, probability }) => ({ word, probability, text: before + word + after }));
  return { version, range: toRange(document, span), replaced, words };
}

/** In a word or at its end it is that word; before a word, or between two, it is the gap. */
function placeAt({ words }: Sentence, text: string, caret: number): SentencePlace | undefined {
  const at = words.findIndex(({ kind, start, end }) => start < caret && (kind === "word" ? caret <= end : caret < end));
  const word = words[at];
  if (word) {
    return word.kind === "word" ? { kind: "word", index: at, beginning: text.slice(word.start, caret) } : undefined;
  }
  const next = words.findIndex(({ start }) => start >= caret);
  return { kind: "gap", index: next < 0 ? words.length : next, beginning: "" };
}

/** With an end: without one the model expects nothing but that. */
function finished(sentence: Sentence): Sentence {
  const last = sentence.words.at(-1);
  if (!last || last.kind === "mark") return sentence;
  const stop = { text: ".", kind: "mark", start: last.end, end: last.end, spaceBefore: false } as const;
  return { ...sentence, words: [...sentence.words, stop] };
}

interface Gap {
  readonly span: Span;
  /** Spaces that a word put there needs. */
  readonly before: string;
  readonly after: string;
}

function gapOf({ kind, index }: SentencePlace, { words }: Sentence, text: string, caret: number): Gap {
  const word = words[index];
  if (kind === "word" && word) return { span: word, before: "", after: "" };
  const [last, next] = [text.slice(Math.max(0, caret - 1), caret), text.slice(caret, caret + 1)];
  const isFollowed = /[^\s.,:;!?)\]}"”’]/u.test(next);
  // Markup right before a word opens what the word stands in; elsewhere it closes what stands before.
  const isOpen = last === "" || /[\s([{"“‘]/u.test(last) || (isFollowed && /[^\p{L}\p{N}.,:;!?)\]}”’]/u.test(last));
  return { span: { start: caret, end: caret }, before: isOpen ? "" : " ", after: isFollowed ? " " : "" };
}
