import type { AST } from "@eslint-community/regexpp";
import { parse } from "./program.js";
import { chained, samplesFor } from "./samples.js";

/** A text that may be hard for one pattern: `before`, then `unit` again and again, then one of the ends. */
export interface Attack {
  readonly before: string;
  readonly unit: string;
  /** What may spoil the end; the first two are the likeliest. */
  readonly ends: readonly string[];
}

export function textOf({ before, unit }: Attack, end: string, length: number): string {
  return before + unit.repeat(Math.ceil(length / unit.length)) + end;
}

/** Nothing more to come; what a dot and a sign for the end of a line stop at; and what is hardly ever meant. */
const ENDS = ["", "x\u2028x", "\n", "\0", " x"];

/**
 * Repeats of every character that the pattern names, of one of each class, and of what each repetition repeats, behind all that
 * must stand before it, or with it; each with ends that spoil it.
 */
export function attacksOn(pattern: RegExp): readonly Attack[] {
  const samples = samplesFor(pattern);
  const { alternatives } = parse(pattern);
  const found = new Map<string, Attack>();
  const add = (before: string, unit: string, spoilers: readonly string[] = []): void => {
    if (unit === "") return;
    const [spoiler = "", ...others] = spoilers;
    found.set(`${before}\u0001${unit}`, {
      before,
      unit,
      ends: ["", `${spoiler}x\u2028x`, ...ENDS, ...spoilers, ...others],
    });
    // Where lines count, each may begin something.
    if (pattern.multiline && !unit.endsWith("\n")) add(before, `${unit}\n`);
  };
  for (const character of samples.named) add("", character);
  for (const { elements } of alternatives) for (const whole of samples.ofElements(elements)) add("", whole);
  visit(alternatives, [""], (element, befores) => {
    for (const before of befores)
      for (const unit of samples.ofRepeated(element)) {
        add(before, unit, samples.notOf(element));
        add("", before + unit);
      }
  });
  return [...found.values()];

  /** Shows every part that is repeated, with what may stand before it. */
  function visit(
    list: readonly AST.Alternative[],
    befores: readonly string[],
    show: (element: AST.QuantifiableElement, befores: readonly string[]) => void,
  ): void {
    for (const { elements } of list) {
      let before = befores;
      for (const element of elements) {
        const inner = element.type === "Quantifier" ? element.element : element;
        if (element.type === "Quantifier") show(element.element, before);
        if (inner.type === "Group" || inner.type === "CapturingGroup") visit(inner.alternatives, before, show);
        before = chained(before, samples.of(element));
      }
    }
  }
}
