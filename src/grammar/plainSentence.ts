import type { Sentence } from "./sentences.js";
import type { Span } from "./span.js";
import { OPAQUE } from "./view.js";

/** A sentence as text of its own, without the document it stood in. */
export interface PlainSentence {
  /** No markup; what is opaque is a code span, whatever it was, so that no code, link or path is in it. */
  readonly text: string;
  /** Of the sentence's words, in `text`. */
  readonly words: readonly Span[];
}

const CODE = "`code`";

export function plainSentence({ text, words }: Pick<Sentence, "text" | "words">): PlainSentence {
  const plain = text.replaceAll(OPAQUE, CODE);
  let end = 0;
  const spans = words.map((word) => {
    const shown = word.text.replaceAll(OPAQUE, CODE);
    const start = plain.indexOf(shown, end);
    end = start + shown.length;
    return { start, end };
  });
  return { text: plain, words: spans };
}
