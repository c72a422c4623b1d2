import type { Span } from "../grammar/span.js";
import { applyEdits } from "../grammar/textEdit.js";

/** Text that takes the place of a span. */
export interface Edit extends Span {
  readonly text: string;
}

/** Where the edits stand in the text that they have made. @param edits in order, not overlapping */
export function placesOf(edits: readonly Edit[]): Span[] {
  let grown = 0;
  return edits.map(({ start, end, text }) => {
    const at = start + grown;
    grown += text.length - (end - start);
    return { start: at, end: at + text.length };
  });
}

/**
 * Edits of a text and edits of what they made of it as edits of the text itself; what touches becomes one.
 * @param first in order, not overlapping
 * @param second in order, not overlapping
 * @param between the text that `first` has made
 */
export function composed(first: readonly Edit[], second: readonly Edit[], between: string): Edit[] {
  const made = placesOf(first).map((span, at) => ({ ...span, grown: span.end - span.start - (first[at]!.end - first[at]!.start), edit: undefined })); // prettier-ignore
  const changes = [...made, ...second.map((edit) => ({ start: edit.start, end: edit.end, grown: 0, edit }))].sort((a, b) => a.start - b.start || a.end - b.end); // prettier-ignore
  const edits: Edit[] = [];
  /** How much longer the text between is than the text itself, up to here. */
  let grown = 0;
  for (let at = 0; at < changes.length;) {
    const { start } = changes[at]!;
    const before = grown;
    let { end } = changes[at]!;
    const inner: Edit[] = [];
    for (; at < changes.length && changes[at]!.start <= end; at++) {
      const change = changes[at]!;
      end = Math.max(end, change.end);
      grown += change.grown;
      if (change.edit) inner.push({ ...change.edit, start: change.start - start, end: change.end - start });
    }
    edits.push({ start: start - before, end: end - grown, text: applyEdits(between.slice(start, end), inner) });
  }
  return edits;
}
