import { afterAll, describe, expect, it } from "vitest";
import { createChecker } from "../../src/grammar/checker.js";

import { applyFixes, type Finding } from "../../src/grammar/findings.js";
import { toLogOdds } from "../../src/grammar/odds.js";
import type { Context } from "../../src/grammar/prior.js";
import { everything } from "../grammar/policies.js";
import { shippedModel } from "../inference/shippedModel.js";
import { mistake, type MistakeCategory, sound } from "./mistakes.js";
import list from "./mistakes.json";

// The list is made anew with every model: `npm run build && python scripts/make_mistakes.py`. What fails here fails all over otherwise.

/** Nats. It was made with twice as many: another processor computes a little otherwise. */
const MARGIN = 0.5;
const CONTEXTS: readonly Context[] = ["draft", "published"];
const CATEGORIES: readonly MistakeCategory[] = ["agreement", "spelling", "wordChoice", "extraWord"];

afterAll(async () => (await shippedModel()).close());

async function findings(
  text: string,
  context: Context,
  sensitivity: "balanced" | "strict",
): Promise<readonly Finding[]> {
  const model = await shippedModel();
  const checker = createChecker(model);
  const sentences = checker.sentencesOf(text, "plain");
  await checker.score(sentences, () => false);
  const contextOf = (): Context => context;
  const circumstances = { contextOf, shifts: checker.shiftsOf(sentences, contextOf) };
  return checker.report(text, sentences, { ...everything, sensitivity }, circumstances).findings;
}

describe.each(CATEGORIES)("a mistake of the category %s", (category) => {
  it.each(list[category])(
    "is found and mended by a wide margin: $source",
    async ({ source, target, original, fix, start, kind }) => {
      const { thresholds } = await shippedModel();
      for (const context of CONTEXTS) {
        const found = await findings(source, context, "strict");
        expect(found).toMatchObject([{ category, kind, tier: "sure" }]);
        expect(applyFixes(source, found)).toBe(target);
        expect([found[0]!.original.trim(), found[0]!.fixes[0]!.text.trim()]).toEqual([original, fix]);
        expect(source.slice(start, start + original.length)).toBe(original);
        const beyond = toLogOdds(found[0]!.fixes[0]!.probability) - toLogOdds(thresholds.balanced[context].sure);
        expect(beyond).toBeGreaterThan(MARGIN);
        expect(await findings(target, context, "strict")).toEqual([]);
      }
    },
  );
});

it.each(list.sound)("nothing is found in a sound sentence: $source", async ({ source }) => {
  for (const context of CONTEXTS) expect(await findings(source, context, "strict")).toEqual([]);
});

it("there are enough of each category, each about another word", () => {
  for (const category of CATEGORIES)
    expect(new Set([0, 1, 2, 3].map((at) => mistake(category, at).original)).size).toBe(4);
  expect(sound(3)).not.toBe("");
});
