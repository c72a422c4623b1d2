import type { Sentence } from "../grammar/sentences.js";

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
