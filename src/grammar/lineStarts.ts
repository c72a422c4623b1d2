import { countAtMost } from "./span.js";

/** The lines of a text, however they end. Numbers of lines are from 0. */
export interface Lines {
  readonly count: number;
  /** The line that the offset stands in. */
  lineAt(offset: number): number;
  /** Where the line begins. */
  startOf(line: number): number;
  /** Where the line's break begins, or the text ends. */
  endOf(line: number): number;
}

const BREAK = /\r\n|\r|\n/gu;

/** Looks through the text once, so that asking for the line of each of many places costs no more than they are. */
export function linesIn(text: string): Lines {
  const starts = [0];
  const ends: number[] = [];
  for (const { 0: lineBreak, index } of text.matchAll(BREAK)) {
    ends.push(index);
    starts.push(index + lineBreak.length);
  }
  ends.push(text.length);
  return {
    count: starts.length,
    lineAt: (offset) => countAtMost(starts, offset) - 1,
    startOf: (line) => starts[line]!,
    endOf: (line) => ends[line]!,
  };
}
