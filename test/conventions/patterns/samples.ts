import { type AST, visitRegExpAST } from "@eslint-community/regexpp";
import { accepting, isOne, type One, parse } from "./program.js";

/** Texts that parts of one pattern take. */
export interface Samples {
  /** All characters that the pattern names, and one of each class. */
  readonly named: readonly string[];
  of(element: AST.Element): readonly string[];
  ofElements(elements: readonly AST.Element[]): readonly string[];
  /** Of what is repeated: each of its alternatives, or many of its characters. */
  ofRepeated(element: AST.QuantifiableElement): readonly string[];
  /** Characters of which the part takes none. */
  notOf(element: AST.QuantifiableElement): readonly string[];
}

/** Characters that stand for a class if the pattern names none in it; the first are tried for every class that takes them. */
const ALWAYS = ["a", " ", "\n", "\r", "\u2028"];
const COMMON = [...ALWAYS, ..."A0_\t-.,:;/'\"`*~=+<>()[]{}|\\@#$%&!?é"];
/** Samples of one part; characters that are tried for one class. */
const FEW = 3;
const MANY = 12;

export function samplesFor(pattern: RegExp): Samples {
  const literals = new Set<string>();
  const ones: One[] = [];
  visitRegExpAST(parse(pattern), {
    onCharacterEnter: ({ value }) => void literals.add(String.fromCodePoint(value)),
    onCharacterClassEnter: (one) => void ones.push(one),
    onCharacterSetEnter: (one) => void (one.parent.type === "CharacterClass" ? undefined : ones.push(one)),
  });
  const known = new Map<string, readonly string[]>();

  function ofOne(one: One): readonly string[] {
    if (one.type === "Character") return [String.fromCodePoint(one.value)];
    const before = known.get(one.raw);
    if (before) return before;
    const accepts = accepting(pattern, one);
    const taken = (characters: Iterable<string>): string[] =>
      [...characters].filter((character) => accepts(character.charCodeAt(0)));
    const characters = [...new Set([...taken(literals).slice(0, MANY / 2), ...taken(ALWAYS), ...taken(COMMON)])];
    known.set(one.raw, characters.slice(0, MANY));
    return known.get(one.raw)!;
  }

  function ofElements(elements: readonly AST.Element[]): readonly string[] {
    return elements.reduce<readonly string[]>((before, element) => chained(before, of(element)), [""]);
  }

  function of(element: AST.Element): readonly string[] {
    switch (element.type) {
      case "Quantifier": {
        const some = of(element.element);
        return element.min === 0 ? ["", ...some].slice(0, FEW) : some.map((one) => one.repeat(element.min));
      }
      case "Group":
      case "CapturingGroup":
        return element.alternatives.flatMap(({ elements }) => ofElements(elements).slice(0, 2)).slice(0, FEW);
      default:
        return isOne(element) ? ofOne(element).slice(0, 2) : [""];
    }
  }

  function ofRepeated(element: AST.QuantifiableElement): readonly string[] {
    if (element.type === "Group" || element.type === "CapturingGroup")
      return element.alternatives.flatMap(({ elements }) => ofElements(elements));
    return isOne(element) ? ofOne(element) : [];
  }

  function notOf(element: AST.QuantifiableElement): readonly string[] {
    if (!isOne(element)) return [];
    const accepts = accepting(pattern, element);
    return [...literals, ...COMMON].filter((character) => !accepts(character.charCodeAt(0))).slice(0, 2);
  }

  const named = [...new Set([...literals, ...ones.flatMap((one) => ofOne(one)[0] ?? [])])];
  return { named, of, ofElements, ofRepeated, notOf };
}

/** The first few ways to put one of these before one of those. */
export function chained(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.flatMap((one) => after.map((other) => one + other)).slice(0, FEW);
}
