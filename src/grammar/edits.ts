import { deletionOf } from "./deletions.js";
import { insertionOf } from "./insertions.js";
import { withCapitalBehind } from "./sentenceBreaks.js";
import type { SlotScore } from "./scorer.js";
import type { Word } from "./words.js";
import type { TextReplacement, EditContext } from "./textEdit.js";

/**
 * Where and how a slot is fixed in the original text.
 * @returns `undefined` where no edit keeps the text whole: in something opaque, or across markup
 */
export function replacementFor(slot: SlotScore, around: EditContext): TextReplacement | undefined {
  const { words } = around.sentence;
  switch (slot.operation) {
    case "insert":
      return insertionOf(slot, around);
    case "delete":
      return isFree(words, slot.index) ? deletionOf(slot.index, around) : undefined;
    case "merge":
      return isFree(words, slot.index) && isFree(words, slot.index + 1) ? mergeOf(slot.index, around) : undefined;
    case "replace":
    case "split":
    case "case":
      return isFree(words, slot.index) ? replacementOf(slot, around) : undefined;
    default:
      throw new Error(`Unknown operation: ${String(slot.operation)}`);
  }
}

/** A word that can be changed: not opaque, and not the visible end of something opaque, as in "`file`s". */
function isFree(words: readonly Word[], index: number): boolean {
  const [before, word, after] = [words[index - 1], words[index], words[index + 1]];
  if (!word || word.kind === "opaque") return false;
  if (word.kind === "mark") return true;
  const sticksBefore = before?.kind === "opaque" && !word.spaceBefore;
  return !sticksBefore && !(after?.kind === "opaque" && !after.spaceBefore);
}

function replacementOf(slot: SlotScore, around: EditContext): TextReplacement | undefined {
  const word = around.sentence.words[slot.index];
  if (!word) return undefined;
  const span = { start: word.start, end: word.end };
  const edit = { ...span, anchor: span, textWith: (candidate: string) => (candidate === "" ? undefined : candidate) };
  return withCapitalBehind(edit, slot, around);
}

function mergeOf(index: number, { sentence, text }: EditContext): TextReplacement | undefined {
  const [first, second] = [sentence.words[index], sentence.words[index + 1]];
  if (!first || !second || !/^\s*$/u.test(text.slice(first.end, second.start))) return undefined;
  const span = { start: first.start, end: second.end };
  return { ...span, anchor: span, textWith: (candidate) => (candidate === "" ? undefined : candidate) };
}
