import type { Instruction, Program } from "./program.js";

/** What came of it, and how much work it was: instructions and characters. */
export interface Outcome {
  readonly matches: readonly { readonly start: number; readonly end: number }[];
  readonly steps: number;
}

export class TooMuch extends Error {}

/** Runs a pattern as `matchAll` does if it is global, and else as `exec`. @param most steps @throws {TooMuch} for more */
export function runPattern(pattern: RegExp, program: Program, text: string, most: number): Outcome {
  const machine = new Machine(text, most);
  const matches: { start: number; end: number }[] = [];
  for (let at = 0; at <= text.length;) {
    const end = machine.run(program, at);
    if (end >= 0) matches.push({ start: at, end });
    if (end < 0 ? pattern.sticky : !pattern.global) break;
    at = end > at ? end : at + 1;
  }
  return { matches, steps: machine.steps };
}

type Run = Instruction & { readonly op: "run" };

/** What a choice is that is gone back to: another instruction, a run that gives back or takes more, a register as it was. */
const AT = 0;
const RUN = 1;
const REGISTER = 2;

/** Goes back where it fails, in the order in which the engine of V8 does. Only for texts without surrogate pairs. */
class Machine {
  steps = 0;
  private readonly registers: number[] = [];
  /** Four numbers a choice: its kind; its instruction or register; the place or the value; of a run, the last place. */
  private readonly choices: number[] = [];

  constructor(
    private readonly text: string,
    private readonly most: number,
  ) {}

  /** @returns where the match ends that begins here, or -1 */
  run(program: Program, from: number): number {
    const { choices } = this;
    const bottom = choices.length;
    let next = 0;
    let at = from;
    for (;;) {
      if (++this.steps > this.most) throw new TooMuch();
      const now = program[next]!;
      if (now.op === "done") {
        choices.length = bottom;
        return at;
      }
      const place = this.step(now, next, at);
      if (place >= 0) {
        at = place;
        next = now.op === "try" ? now.first : next + 1;
        continue;
      }
      next = this.back(program, bottom);
      if (next < 0) return -1;
      at = this.place;
    }
  }

  /** Where the choice stands that was gone back to. */
  private place = 0;

  /** @returns the place to go on at, or -1 */
  private step(now: Exclude<Instruction, { op: "done" }>, index: number, at: number): number {
    switch (now.op) {
      case "run":
        return this.take(now, index, at);
      case "try":
        if (now.second !== now.first) this.choices.push(AT, now.second, at, 0);
        return at;
      case "test":
        return now.holds(this.text, at) ? at : -1;
      case "look":
        return this.run(now.program, at) >= 0 === now.isNegative ? -1 : at;
      case "save":
        this.choices.push(REGISTER, now.register, this.registers[now.register] ?? -1, 0);
        this.registers[now.register] = at;
        return at;
      case "moved":
        return this.registers[now.register] === at ? -1 : at;
      case "repeat":
        return this.repeat(now, at);
      default:
        throw new Error("Unknown instruction");
    }
  }

  private take(run: Run, index: number, from: number): number {
    const { by, min, max, isGreedy } = run;
    const last = from + by * (isGreedy ? max : min);
    let at = from;
    while (at !== last && this.takes(run, at)) at += by;
    if (Math.abs(at - from) < min) return -1;
    const other = from + by * (isGreedy ? min : max);
    if (at !== other) this.choices.push(RUN, index, at, other);
    return at;
  }

  private takes({ accepts, by }: Run, at: number): boolean {
    this.steps++;
    const place = by === 1 ? at : at - 1;
    return place >= 0 && place < this.text.length && accepts(this.text.charCodeAt(place));
  }

  private repeat({ group, by, ignoresCase }: Instruction & { op: "repeat" }, at: number): number {
    const said = this.text.slice(this.registers[2 * group] ?? 0, this.registers[2 * group + 1] ?? 0);
    const start = by === 1 ? at : at - said.length;
    const found = this.text.slice(start, start + said.length);
    this.steps += said.length;
    const isSame = ignoresCase ? found.toLowerCase() === said.toLowerCase() : found === said;
    return isSame ? at + by * said.length : -1;
  }

  /** Goes back to the latest choice that is left. @returns the instruction to go on with, or -1 */
  private back(program: Program, bottom: number): number {
    const { choices } = this;
    while (choices.length > bottom) {
      const top = choices.length - 4;
      const index = choices[top + 1]!;
      const place = choices[top + 2]!;
      const kind = choices[top]!;
      if (kind !== RUN) {
        choices.length = top;
        this.place = place;
        if (kind === AT) return index;
        this.registers[index] = place;
        continue;
      }
      const run = program[index] as Run;
      const goesOn = run.isGreedy || this.takes(run, place);
      this.place = place + (run.isGreedy ? -run.by : run.by);
      if (!goesOn || this.place === choices[top + 3]) choices.length = top;
      else choices[top + 2] = this.place;
      if (goesOn) return index + 1;
    }
    return -1;
  }
}
