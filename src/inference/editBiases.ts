import type { Operation } from "../grammar/scorer.js";
import type { Word } from "../grammar/words.js";
import { fold } from "./wordSimilarity.js";

/** What is put in the place of what is typed, wherever it stands. */
export interface Change {
  readonly operation: Operation;
  /** As `changeOf` writes it. */
  readonly typed: string;
  readonly text: string;
}

/** A change that the writer has made, or refused, again and again. */
export interface Habit extends Change {
  /** Added to the log-odds that the change is right: above 0 for what was made, below for what was refused. */
  readonly bias: number;
}

/**
 * The change of one proposal, in lower case but where the case is what changes. An insertion is told by the word before it, a join by
 * both its words.
 * @param written the proposal in its case
 */
export function changeOf(words: readonly Word[], index: number, operation: Operation, written: string): Change {
  const at = (place: number): string => words[place]?.text ?? "";
  if (operation === "case") return { operation, typed: at(index), text: written };
  const typed =
    operation === "insert" ? at(index - 1) : operation === "merge" ? `${at(index)} ${at(index + 1)}` : at(index);
  return { operation, typed: fold(typed), text: fold(written) };
}

export function keyOfChange({ operation, typed, text }: Change): string {
  return `${operation}\n${typed}\n${text}`;
}

/**
 * The writer's habits as the cascade asks for them. Beside the adapter, which moves the model a little everywhere, they move single
 * changes far: a nearest-neighbour memory of the plainest kind (cf. Khandelwal et al. 2020), fitted in `src/training/habits.ts`.
 */
export class Habits {
  private readonly biases: ReadonlyMap<string, number>;
  private readonly replacements = new Map<string, string[]>();
  private readonly words = new Set<string>();
  private readonly gapsAfter = new Set<string>();

  constructor(list: readonly Habit[]) {
    this.biases = new Map(list.map((habit) => [keyOfChange(habit), habit.bias]));
    for (const { operation, typed, text, bias } of list) {
      if (bias < 0) continue;
      if (operation === "replace") this.replacements.set(typed, [...(this.replacements.get(typed) ?? []), text]);
      if (operation === "insert") this.gapsAfter.add(typed);
      else this.words.add(operation === "merge" ? typed.slice(0, typed.indexOf(" ")) : fold(typed));
    }
  }

  /** The word is examined whatever screening says of it. */
  watchesWord(words: readonly Word[], index: number): boolean {
    return this.words.size > 0 && this.words.has(fold(words[index]!.text));
  }

  /** The gap before the word is examined whatever screening says of it. */
  watchesGap(words: readonly Word[], index: number): boolean {
    return this.gapsAfter.size > 0 && this.gapsAfter.has(fold(words[index - 1]?.text ?? ""));
  }

  /** What the writer puts in the place of this word, in lower case. */
  replacementsOf(typed: string): readonly string[] {
    return this.replacements.get(typed) ?? [];
  }

  biasOf(change: Change): number {
    return this.biases.get(keyOfChange(change)) ?? 0;
  }
}
