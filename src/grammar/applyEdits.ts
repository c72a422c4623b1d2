import type { Span } from "./span.js";

/** @param edits what takes the place of spans; in order, not overlapping */
export function applyEdits(text: string, edits: readonly (Span & { readonly text: string })[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join("") + text.slice(at);
}
