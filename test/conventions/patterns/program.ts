import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

/** A regular expression as instructions for `machine.ts`. */
export type Program = readonly Instruction[];

/** The direction of reading: -1 in a lookbehind. */
type Direction = 1 | -1;

export type Instruction =
  /** Characters of one kind, `min` to `max` times. */
  | { readonly op: "run"; readonly accepts: Accepts; readonly by: Direction; readonly min: number; readonly max: number; readonly isGreedy: boolean } // prettier-ignore
  /** Goes on at `first`, and at `second` if that fails. */
  | { readonly op: "try"; first: number; second: number }
  | { readonly op: "test"; readonly holds: (text: string, at: number) => boolean }
  | { readonly op: "look"; readonly program: Program; readonly isNegative: boolean }
  | { readonly op: "save"; readonly register: number }
  /** Fails if nothing was read since the register was saved: a loop that takes nothing would never end. */
  | { readonly op: "moved"; readonly register: number }
  /** What the group took once more. */
  | { readonly op: "repeat"; readonly group: number; readonly by: Direction; readonly ignoresCase: boolean }
  | { readonly op: "done" };

/** Whether it takes this UTF-16 code unit. */
export type Accepts = (unit: number) => boolean;

/** What stands for one character. */
export type One = AST.Character | AST.CharacterSet | AST.CharacterClass;

export function parse({ source }: RegExp): AST.Pattern {
  return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode: true });
}

export function isOne(node: AST.Element): node is One {
  return node.type === "Character" || node.type === "CharacterSet" || node.type === "CharacterClass";
}

const ASKED = new Map<string, Accepts>();

/** Asks V8 itself which characters a part of the pattern takes, each only once. */
export function accepting({ flags }: RegExp, { raw }: One): Accepts {
  const own = flags.replaceAll(/[^isu]/gu, "");
  const asked = ASKED.get(`${own} ${raw}`);
  if (asked) return asked;
  const pattern = new RegExp(`^${raw}$`, own);
  const known = new Int8Array(0x10000);
  const accepts = (unit: number): boolean => {
    if (known[unit] === 0) known[unit] = pattern.test(String.fromCharCode(unit)) ? 1 : -1;
    return known[unit] === 1;
  };
  ASKED.set(`${own} ${raw}`, accepts);
  return accepts;
}

interface Compilation {
  readonly pattern: RegExp;
  readonly groups: ReadonlyMap<AST.CapturingGroup, number>;
  /** The next register that is free; those of group `n` are `2n` and `2n + 1`. */
  free: number;
}

export function compile(pattern: RegExp): Program {
  const tree = parse(pattern);
  const groups = new Map<AST.CapturingGroup, number>();
  visitRegExpAST(tree, { onCapturingGroupEnter: (group) => void groups.set(group, groups.size + 1) });
  return programOf({ pattern, groups, free: 2 * groups.size + 2 }, tree.alternatives, 1);
}

function programOf(compilation: Compilation, alternatives: readonly AST.Alternative[], by: Direction): Program {
  const program: Instruction[] = [];
  addAlternatives(compilation, program, alternatives, by);
  program.push({ op: "done" });
  return program;
}

function fork(program: Instruction[]): { first: number; second: number } {
  const instruction = { op: "try" as const, first: program.length + 1, second: program.length + 1 };
  program.push(instruction);
  return instruction;
}

function addAlternatives(
  compilation: Compilation,
  program: Instruction[],
  alternatives: readonly AST.Alternative[],
  by: Direction,
): void {
  const ends: { first: number; second: number }[] = [];
  for (const [index, { elements }] of alternatives.entries()) {
    const isLast = index === alternatives.length - 1;
    const choice = isLast ? undefined : fork(program);
    for (const element of by === 1 ? elements : [...elements].reverse()) addElement(compilation, program, element, by);
    if (!choice) continue;
    ends.push(fork(program));
    choice.second = program.length;
  }
  for (const end of ends) end.first = end.second = program.length;
}

function addElement(compilation: Compilation, program: Instruction[], element: AST.Element, by: Direction): void {
  const { pattern, groups } = compilation;
  switch (element.type) {
    case "Assertion":
      addAssertion(compilation, program, element);
      break;
    case "Backreference":
      program.push({ op: "repeat", group: groups.get([element.resolved].flat()[0]!)!, by, ignoresCase: pattern.ignoreCase }); // prettier-ignore
      break;
    case "CapturingGroup": {
      const register = 2 * groups.get(element)!;
      program.push({ op: "save", register: by === 1 ? register : register + 1 });
      addAlternatives(compilation, program, element.alternatives, by);
      program.push({ op: "save", register: by === 1 ? register + 1 : register });
      break;
    }
    case "Group":
      addAlternatives(compilation, program, element.alternatives, by);
      break;
    case "Quantifier":
      addQuantifier(compilation, program, element, by);
      break;
    case "Character":
    case "CharacterSet":
    case "CharacterClass":
      program.push({ op: "run", accepts: accepting(pattern, element), by, min: 1, max: 1, isGreedy: true });
      break;
    default:
      throw new Error(`The machine does not know ${element.type}.`);
  }
}

function addQuantifier(
  compilation: Compilation,
  program: Instruction[],
  quantifier: AST.Quantifier,
  by: Direction,
): void {
  const { element, min, max, greedy: isGreedy } = quantifier;
  if (element.type !== "Group" && element.type !== "CapturingGroup" && isOne(element)) {
    program.push({ op: "run", accepts: accepting(compilation.pattern, element), by, min, max, isGreedy });
    return;
  }
  for (let count = 0; count < min; count++) addElement(compilation, program, element, by);
  const choices = Array.from({ length: max === Infinity ? 1 : max - min }, () => {
    const at = program.length;
    const choice = fork(program);
    const register = compilation.free++;
    program.push({ op: "save", register });
    addElement(compilation, program, element, by);
    program.push({ op: "moved", register });
    if (max === Infinity) {
      const back = fork(program);
      back.first = back.second = at;
    }
    return { choice, more: at + 1 };
  });
  for (const { choice, more } of choices) {
    choice.first = isGreedy ? more : program.length;
    choice.second = isGreedy ? program.length : more;
  }
}

function addAssertion(compilation: Compilation, program: Instruction[], assertion: AST.Assertion): void {
  const { multiline } = compilation.pattern;
  switch (assertion.kind) {
    case "lookahead":
    case "lookbehind": {
      const inner = programOf(compilation, assertion.alternatives, assertion.kind === "lookahead" ? 1 : -1);
      program.push({ op: "look", program: inner, isNegative: assertion.negate });
      break;
    }
    case "start":
      program.push({ op: "test", holds: (text, at) => at === 0 || (multiline && isBreak(text[at - 1])) });
      break;
    case "end":
      program.push({ op: "test", holds: (text, at) => at === text.length || (multiline && isBreak(text[at])) });
      break;
    case "word":
      program.push({ op: "test", holds: (text, at) => (isWord(text[at - 1]) !== isWord(text[at])) !== assertion.negate }); // prettier-ignore
      break;
    default:
      throw new Error("The machine does not know this assertion.");
  }
}

function isBreak(character: string | undefined): boolean {
  return character !== undefined && "\n\r\u2028\u2029".includes(character);
}

function isWord(character = ""): boolean {
  return /^\w$/u.test(character);
}
