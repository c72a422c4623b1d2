import type { Word } from "../grammar/words.js";
import type { Edit } from "./align.js";
import type { Example } from "./labels.js";

interface Token {
  word: Word;
  /** How to undo what was done to it. */
  fix?: Pick<Edit, "operation" | "text">;
  /** What was taken out before it. */
  missing?: string;
}

/** A sound sentence while errors are put into it. */
export class Draft {
  /** The last one stands for the end, so that something can be missing from it. */
  private readonly tokens: Token[];

  constructor(words: readonly Word[]) {
    this.tokens = [...words, made("", false)].map((word) => ({ word }));
  }

  /** Indices of words that nothing was done to yet and that satisfy the condition; the text comes in lower case. */
  places(fits: (text: string, index: number) => boolean): number[] {
    return this.tokens.flatMap(({ word, fix, missing }, index) =>
      word.kind === "word" && !fix && missing === undefined && word.text !== "" && fits(word.text.toLowerCase(), index)
        ? [index]
        : [],
    );
  }

  textAt(index: number): string {
    return this.tokens[index]?.word.text.toLowerCase() ?? "";
  }

  /** Writes a word, with the capital of the right one, in its place. */
  replace(index: number, wrong: string): void {
    const token = this.tokens[index]!;
    const { text } = token.word;
    token.fix = { operation: "replace", text };
    const isCapital = text[0] !== text[0]!.toLowerCase();
    token.word = { ...token.word, text: isCapital ? wrong[0]!.toUpperCase() + wrong.slice(1) : wrong };
  }

  /** Writes the word with a small first letter. */
  lower(index: number): void {
    const token = this.tokens[index]!;
    token.fix = { operation: "case", text: token.word.text };
    token.word = { ...token.word, text: token.word.text.toLowerCase() };
  }

  /** Takes the word out; false if something is already missing there. */
  leaveOut(index: number): boolean {
    const following = this.tokens[index + 1];
    if (!following || following.fix || following.missing !== undefined) return false;
    following.missing = this.tokens[index]!.word.text;
    following.word = { ...following.word, spaceBefore: index > 0 && following.word.kind !== "mark" };
    this.tokens.splice(index, 1);
    return true;
  }

  /** Writes a word that does not belong there before the word. */
  insert(index: number, extra: string): void {
    this.tokens.splice(index, 0, { word: made(extra, index > 0), fix: { operation: "delete", text: "" } });
  }

  /** The sentence with its errors. */
  finish(): Example {
    const edits = this.tokens.flatMap(({ fix, missing }, index): Edit[] => [
      ...(missing === undefined ? [] : [{ operation: "insert" as const, index, text: missing }]),
      ...(fix ? [{ ...fix, index }] : []),
    ]);
    return { words: this.tokens.slice(0, -1).map(({ word }) => word), edits };
  }
}

function made(text: string, spaceBefore: boolean): Word {
  return { text, kind: "word", spaceBefore, start: 0, end: 0 };
}

/** The words as text: what was opaque comes back in backquotes. */
export function textOf(words: readonly Word[]): string {
  return words.map(({ text, spaceBefore }, index) => (spaceBefore && index > 0 ? ` ${text}` : text)).join("");
}
