import { kindOfElement, OPAQUE } from "./elements.js";

/** An element that is passed over, whatever is in it. */
export interface PassedElement {
  readonly start: number;
  /** It stands for a word; else nothing of it is read. */
  readonly isWord: boolean;
  /** What a tag means to it: a word whose end tag is missing is cut off by the next block. */
  take(name: string, change: 1 | -1): "inside" | "end" | "cutOff";
}

/** @param start where its tag begins */
export function passElement(name: string, start: number): PassedElement {
  const isWord = OPAQUE.has(name);
  let depth = 1;
  return {
    start,
    isWord,
    take(other, change) {
      if (isWord && kindOfElement(other)) return "cutOff";
      if (other === name) depth += change;
      return depth > 0 ? "inside" : "end";
    },
  };
}
