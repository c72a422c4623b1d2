import type { Checker, Circumstances } from "../grammar/checker.js";
import { type Finding, standsOut } from "../grammar/findings.js";
import type { Policy } from "../grammar/policy.js";
import type { ParserName } from "../grammar/prose/parsers.js";
import type { Sentence } from "../grammar/sentences.js";
import { countAtMost, holderOf, type Span } from "../grammar/span.js";
import { applyEdits } from "../grammar/textEdit.js";
import { composed, type Edit, placesOf } from "./textEdits.js";

/** How often a text is checked at most: a third time brings next to nothing (docs/experiments.md). */
const PASSES = 3;
/**
 * What one mistake hides shows when another is fixed: a sentence with so many is checked again. Where there was one only, a second look is
 * wrong more often than right (docs/experiments.md).
 */
const SEVERAL = 2;

/** A text with what the first check found in it. */
interface Checked {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly circumstances: Circumstances;
}

/** A text after its fixes. */
export interface FixedText {
  readonly text: string;
  /** What was changed, in the text as it was: in order, not overlapping. */
  readonly edits: readonly Edit[];
}

interface Passing extends FixedText {
  /** Where in the text a fix was made, in order. */
  readonly places: readonly number[];
  readonly isSettled: boolean;
  /** For the sentences that are checked again. */
  readonly circumstances: Circumstances;
}

/**
 * Makes the first fix of every finding in which one stands out; sentences with several of them are checked again until nothing is found, three
 * times at most.
 */
export async function fixInPasses(
  checked: readonly Checked[],
  checker: Checker,
  parser: ParserName,
  policy: Policy,
): Promise<FixedText[]> {
  let fixed = checked.map(({ text, findings, circumstances }) =>
    applied({ text, edits: [], places: [], circumstances: again(circumstances, checker.sentencesOf(text, parser)) }, findings)); // prettier-ignore
  for (let pass = 2; pass <= PASSES && fixed.some(({ isSettled }) => !isSettled); pass++) {
    const read = fixed.map((one) => {
      const sentences = one.isSettled ? [] : checker.sentencesOf(one.text, parser);
      return { one, sentences, again: sentences.filter((sentence) => countIn(sentence, one) >= SEVERAL) };
    });
    await checker.score(read.flatMap(({ again }) => again), () => false); // prettier-ignore
    fixed = read.map(({ one, sentences, again }) => {
      if (one.isSettled) return one;
      // The checker sees them all, since words that recur are meant. What it knows of the others, from elsewhere, is left alone.
      const { findings } = checker.report(one.text, sentences, policy, one.circumstances);
      const isAgain = holderOf(again);
      return applied(
        one,
        findings.filter(({ anchor }) => isAgain(anchor)),
      );
    });
  }
  return fixed.map(({ text, edits }) => ({ text, edits }));
}

/** A sentence that was fixed is no other than before: it is a draft if the whole text is one, else it is read as cautiously as what is published. */
function again({ contextOf, shifts }: Circumstances, sentences: readonly Sentence[]): Circumstances {
  const isDraft = sentences.every((sentence) => contextOf(sentence) === "draft");
  return { contextOf: () => (isDraft ? "draft" : "published"), shifts };
}

/** @param found in order, not overlapping */
function applied(before: Omit<Passing, "isSettled">, found: readonly Finding[]): Passing {
  const findings = found.filter(standsOut);
  const edits = findings.flatMap(({ start, end, fixes: [fix] }) => (fix ? [{ start, end, text: fix.text }] : []));
  const ends = edits.map(({ end }) => end);
  const growth = placesOf(edits).map((place, at) => place.end - ends[at]!);
  const shift = (at: number): number => at + (growth[countAtMost(ends, at) - 1] ?? 0);
  const places = [...before.places, ...findings.map(({ anchor }) => anchor.start)];
  return {
    text: applyEdits(before.text, edits),
    edits: composed(before.edits, edits, before.text),
    places: places.map(shift).sort((a, b) => a - b),
    isSettled: findings.length === 0 || places.length < SEVERAL,
    circumstances: before.circumstances,
  };
}

function countIn({ start, end }: Span, { places }: Passing): number {
  return countAtMost(places, end) - countAtMost(places, start - 1);
}
