import type { Sentence } from "./sentences.js";

/**
 * Marks the sentences that code, a table or a picture stands between: "We call" and "and are done." may be one.
 * @param sentences of the document, in order
 */
export function markFlow(sentences: readonly Sentence[], text: string): Sentence[] {
  let goesOnNext = false;
  return sentences.map((sentence, index) => {
    const after = sentences[index + 1];
    const goesOn = goesOnNext;
    goesOnNext = holdsLines(text.slice(sentence.end, after?.start));
    const isListNext = sentence.kind === "paragraph" && after?.kind === "item";
    const leadsOn = isListNext || goesOnNext;
    if (!goesOn && !leadsOn) return sentence;
    return { ...sentence, ...(goesOn && { goesOn }), ...(leadsOn && { leadsOn }) };
  });
}

/** True if whole lines of it have letters or numbers: the rests of lines at both ends are markup. */
function holdsLines(between: string): boolean {
  const lines = between.split(/\r\n|\r|\n/u);
  return lines.slice(1, -1).some((line) => /[\p{L}\p{N}]/u.test(line));
}
