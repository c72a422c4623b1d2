import type { Operation } from "../grammar/scorer.js";
import type { Word } from "../grammar/words.js";
import { foldCase } from "./wordSimilarity.js";

/** What is put in the place of what is typed, wherever it stands. */
export interface EditPattern {
  readonly operation: Operation;
  /** As `changeOf` writes it. */
  readonly typed: string;
  readonly text: string;
}

/** A change that the writer has made, or refused, again and again. */
export interface EditBias extends EditPattern {
  /** Added to the log-odds that the change is right: above 0 for what was made, below for what was refused. */
  readonly bias: number;
}

/**
 * The change of one candidate, in lower case but where the case is what changes. An insertion is told by the word before it, a join by
 * both its words.
 * @param written the candidate in its case
 */
export function editPatternOf(
  words: readonly Word[],
  index: number,
  operation: Operation,
  written: string,
): EditPattern {
  const at = (place: number): string => words[place]?.text ?? "";
  if (operation === "case") return { operation, typed: at(index), text: written };
  const typed =
    operation === "insert" ? at(index - 1) : operation === "merge" ? `${at(index)} ${at(index + 1)}` : at(index);
  return { operation, typed: foldCase(typed), text: foldCase(written) };
}

export function editKey({ operation, typed, text }: EditPattern): string {
  return `${operation}\n${typed}\n${text}`;
}

/**
 * Edit biases as the cascade asks for them. Beside the adapter, which moves the model a little everywhere, they move single
 * changes far: a nearest-neighbour memory of the plainest kind (cf. Khandelwal et al. 2020), fitted in `src/training/learn/fitEditBiases.ts`.
 */
export class EditBiases {
  private readonly biases: ReadonlyMap<string, number>;
  private readonly replacements = new Map<string, string[]>();
  private readonly words = new Set<string>();
  private readonly gapsAfter = new Set<string>();

  constructor(list: readonly EditBias[]) {
    this.biases = new Map(list.map((habit) => [editKey(habit), habit.bias]));
    for (const { operation, typed, text, bias } of list) {
      if (bias < 0) continue;
      if (operation === "replace") this.replacements.set(typed, [...(this.replacements.get(typed) ?? []), text]);
      if (operation === "insert") this.gapsAfter.add(typed);
      else this.words.add(operation === "merge" ? typed.slice(0, typed.indexOf(" ")) : foldCase(typed));
    }
  }

  /** The word is looked into whatever screening says of it. */
  forcesWord(words: readonly Word[], index: number): boolean {
    return this.words.size > 0 && this.words.has(foldCase(words[index]!.text));
  }

  /** The gap before the word is looked into whatever screening says of it. */
  forcesGap(words: readonly Word[], index: number): boolean {
    return this.gapsAfter.size > 0 && this.gapsAfter.has(foldCase(words[index - 1]?.text ?? ""));
  }

  /** What the writer puts in the place of this word, in lower case. */
  replacementsOf(typed: string): readonly string[] {
    return this.replacements.get(typed) ?? [];
  }

  biasOf(change: EditPattern): number {
    return this.biases.get(editKey(change)) ?? 0;
  }
}
