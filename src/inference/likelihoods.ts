import type { Sentence } from "../grammar/sentences.js";
import { chunksOf } from "./chunks.js";
import { logLikelihood, MaskedEvidence } from "./evidence.js";
import type { Examination } from "./examine.js";
import { windowsOf } from "./rows.js";

/** Words masked together: the answer for each is 120 kB. */
const WORDS = 64;

/** Masks every word of a sentence in turn; its pieces' log-likelihoods summed, `undefined` for what is no word. */
export async function wordLikelihoods(
  sentence: Sentence,
  { graphs, pieces, maxPieces, overlap }: Examination,
): Promise<(number | undefined)[]> {
  const blanks = windowsOf(sentence.words, pieces, maxPieces, overlap).flatMap((window) =>
    Array.from({ length: window.to - window.from }, (_, offset) => {
      const index = window.from + offset;
      return {
        window,
        index,
        start: window.starts[index - window.first]!,
        end: window.starts[index - window.first + 1]!,
      };
    }).filter(({ index }) => sentence.words[index]!.kind === "word"),
  );
  const result: (number | undefined)[] = sentence.words.map(() => undefined);
  for (const some of chunksOf(blanks, WORDS)) {
    const evidence = new MaskedEvidence();
    for (const { window, start, end } of some) evidence.ask(window, start, end, end - start);
    await evidence.answer(graphs, pieces.special.mask, () => false);
    for (const { window, index, start, end } of some)
      result[index] = logLikelihood(evidence.at(window, start, end, end - start), window.row.ids.slice(start, end));
  }
  return result;
}
