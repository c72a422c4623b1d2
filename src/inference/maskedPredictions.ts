import type { Prediction, SentencePlace } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import type { CascadeParts } from "./cascade.js";
import { chunksOf } from "./concurrency.js";
import { topIndices } from "./graphs.js";
import { logLikelihood, MaskedSpans } from "./maskedSpans.js";
import { windowsOf } from "./rows.js";
import { caseOf, type WordCase, writeInCase } from "./wordCase.js";

/** Words masked together: the answer for each is 120 kB. */
const WORDS = 64;

/** Masks every word of a sentence in turn; its pieces' log-likelihoods summed, `undefined` for what is no word. */
export async function wordLikelihoods(
  sentence: Sentence,
  { graphs, pieces, maxPieces, overlap }: CascadeParts,
): Promise<(number | undefined)[]> {
  const spans = windowsOf(sentence.words, pieces, maxPieces, overlap).flatMap((window) =>
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
  for (const some of chunksOf(spans, WORDS)) {
    const maskedSpans = new MaskedSpans();
    for (const { window, start, end } of some) maskedSpans.ask(window, start, end, end - start);
    await maskedSpans.answer(graphs, pieces.special.mask, () => false);
    for (const { window, index, start, end } of some)
      result[index] = logLikelihood(maskedSpans.at(window, start, end, end - start), window.row.ids.slice(start, end));
  }
  return result;
}

/** Predictions of any beginning, and of the beginning that was typed. */
const TOP = 12;
/** The vocabulary's best that are looked at for them: many are marks, names and parts of words. */
const LOOKED_AT = 400;

/** What the model expects under one mask at a place, best first: words of the word list, in the case that fits there. */
export async function predictWords(
  sentence: Sentence,
  place: SentencePlace,
  { graphs, pieces, words: list, maxPieces, overlap }: CascadeParts,
): Promise<Prediction[]> {
  const { kind, index } = place;
  const windows = windowsOf(sentence.words, pieces, maxPieces, overlap);
  const window = windows.find(({ from, to }) => from <= index && index < to) ?? windows.at(-1)!;
  const start = window.starts[index - window.first]!;
  const end = kind === "word" ? window.starts[index - window.first + 1]! : start;
  const maskedSpans = new MaskedSpans();
  maskedSpans.ask(window, start, end, 1);
  await maskedSpans.answer(graphs, pieces.special.mask, () => false);
  const logs = maskedSpans.at(window, start, end, 1)[0]!;

  const written = (id: number): Prediction => {
    const text = pieces.texts[id]!;
    const cased = list.cased(text);
    const wanted = wantedCase(sentence, place);
    return {
      text: wanted === "lower" && cased !== undefined ? cased : writeInCase(text, wanted, cased),
      probability: Math.exp(logs[id]!),
    };
  };
  const isOffered = (id: number): boolean => pieces.isWhole(id) && list.isWord(pieces.texts[id]!);
  const top = topIndices(logs, LOOKED_AT).filter(isOffered).slice(0, TOP);
  const begun = begunWith(place.beginning, pieces.texts, logs).filter(isOffered).slice(0, TOP);
  return [...new Set([...top, ...begun])].sort((a, b) => logs[b]! - logs[a]!).map(written);
}

/** Ids of the pieces that begin with what is typed and go on, best first. */
function begunWith(beginning: string, texts: readonly string[], logs: Float32Array): number[] {
  const typed = beginning.toLowerCase();
  if (typed === "") return [];
  const found = [...texts.keys()].filter((id) => texts[id]?.startsWith(typed) && texts[id] !== typed);
  return found.sort((a, b) => logs[b]! - logs[a]!);
}

/** As what stands there; a word put at the sentence's beginning takes the capital of the one it comes before. */
function wantedCase({ words }: Sentence, { kind, index }: SentencePlace): WordCase {
  const word = words[index];
  if (!word || (kind === "gap" && words.slice(0, index).some((before) => before.kind !== "mark"))) return "lower";
  const typed = caseOf(word.text);
  return typed === "mixed" || (kind === "gap" && typed === "upper") ? "capitalized" : typed;
}
