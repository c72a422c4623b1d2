import type { Word } from "../grammar/words.js";

/** What a project writes so often that it is no mistake there. Capitals count. */
export interface AllowedNgram {
  readonly typed: string;
  /** The words beside it; a name stays as it is wherever it follows a word. */
  readonly between?: readonly [before: string, after: string];
}

/** The allowlist of a project as screening asks for them. */
export class Allowlist {
  private readonly keys: ReadonlySet<string>;

  constructor(list: readonly AllowedNgram[]) {
    this.keys = new Set(list.map(ngramKey));
  }

  /** True if the word stands as the project is used to write it. */
  covers(words: readonly Word[], index: number): boolean {
    if (this.keys.size === 0) return false;
    const ngrams = [unigramAt(words, index), trigramAt(words, index)];
    return ngrams.some((ngram) => ngram !== undefined && this.keys.has(ngramKey(ngram)));
  }
}

/** The word by itself, if its place gives it no capital: the first word, and what follows a mark, may have one for the sake of the place. */
export function unigramAt(words: readonly Word[], index: number): AllowedNgram | undefined {
  const word = words[index];
  return word?.kind === "word" && words[index - 1]?.kind === "word" ? { typed: word.text } : undefined;
}

/** The word between its neighbours, if both are words of the language: beside code every phrase is another one. */
export function trigramAt(words: readonly Word[], index: number): AllowedNgram | undefined {
  const [before, word, after] = [words[index - 1], words[index], words[index + 1]];
  if (before?.kind !== "word" || word === undefined || after?.kind !== "word") return undefined;
  return { typed: word.text, between: [before.text, after.text] };
}

export function ngramKey({ typed, between }: AllowedNgram): string {
  return between ? [between[0], typed, between[1]].join("\n") : typed;
}
