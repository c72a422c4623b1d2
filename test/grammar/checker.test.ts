import { describe, expect, it } from "vitest";
import { createChecker } from "../../src/grammar/checker.js";
import { applyFixes } from "../../src/grammar/findings.js";
import type { ParserName } from "../../src/grammar/prose/parsers.js";
import { createFakeScorer } from "./fakeScorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { asDraft, everything, priors, thresholds } from "./policies.js";
import { rules } from "./rules.js";

const NEVER = (): boolean => false;

function newChecker(): ReturnType<typeof createChecker> {
  return createChecker({ scorer: createFakeScorer({ teh: "the", cta: "cat" }), rules, thresholds, priors, lexicon });
}

/** Checks the text, applies all first fixes and expects this. */
async function check(text: string, expected: string, parser: ParserName = "markdown"): Promise<void> {
  const checker = newChecker();
  const sentences = checker.sentencesOf(text, parser);
  await checker.score(sentences, NEVER);
  const { findings, pending } = checker.report(text, sentences, everything, asDraft);
  expect(pending).toEqual([]);
  expect(applyFixes(text, findings)).toBe(expected);
}

describe("checker", () => {
  it("goes from text to findings", () =>
    check("Use **teh** cta.\n\n- [teh](teh)\n", "Use **the** cat.\n\n- [the](teh)\n"));

  it("reports what waits for the model", async () => {
    const checker = newChecker();
    const text = "Use teh one. See cta here.";
    const sentences = checker.sentencesOf(text, "plain");
    expect(checker.report(text, sentences, everything, asDraft)).toEqual({ findings: [], pending: sentences });
    await checker.score(sentences.slice(0, 1), NEVER);
    const { findings, pending } = checker.report(text, sentences, everything, asDraft);
    expect(findings.map(({ original }) => original)).toEqual(["teh"]);
    expect(pending).toEqual(sentences.slice(1));
  });

  it("leaves symbols, data and other languages alone", () => {
    const german =
      "Dieses Programm prüft die Rechtschreibung deiner Texte, ohne dass etwas davon deinen Rechner verlässt.";
    const { sentences, otherLanguage } = newChecker().read(
      `This is what the people of the town are going to read when they have time for it, and not before the end of the day.\n\n${german}\n\n| a | b |\n|-|-|\n| x1 | teh |\n\n* 12\n\n${"a ".repeat(2_000)}`,
      "markdown",
    );
    expect(sentences).toHaveLength(1);
    expect(otherLanguage.map(({ text }) => text)).toEqual([german]);
  });
});

describe("what reads as prose", () => {
  const textsOf = (text: string, parser: ParserName = "markdown") => newChecker().sentencesOf(text, parser).map((one) => one.text); // prettier-ignore

  it.each([
    ["teh cta", true],
    ["teh", false],
    ["teh cta 1", true],
    ["teh cta 1 2", false],
  ])("a cell of a table, %s: %s", (cell, isRead) => {
    expect(textsOf(`| x1 |\n|-|\n| ${cell} |\n`)).toEqual(isRead ? [cell] : []);
  });

  it("a thousand words, and no more", () => {
    expect(textsOf("a ".repeat(1_000), "plain")).toHaveLength(1);
    expect(textsOf("a ".repeat(1_001), "plain")).toEqual([]);
  });

  it("the subject of a commit, as a sentence, while a heading is a title", () => {
    const [subject] = newChecker().sentencesOf("Add The Cat\n", "git-commit");
    expect(subject).toMatchObject({ text: "Add The Cat" });
    expect(subject).not.toHaveProperty("titled");
    expect(newChecker().sentencesOf("# Add The Cat\n", "markdown")).toMatchObject([{ titled: [0, 1, 2] }]);
  });
});

it("a document's own rate of mistakes counts once all of it is scored, and what was known before until then", async () => {
  const moving = { shift: -1, rate: 0.01, range: [-2, 2] } as const;
  const scorer = createFakeScorer({ teh: "the" });
  const checker = createChecker({ scorer, rules, thresholds, priors: { weight: 10, draft: moving, published: moving }, lexicon }); // prettier-ignore
  const sentences = checker.sentencesOf("Use teh one, teh two. See teh one here.", "plain");
  const asDrafts = (): "draft" => "draft";
  const kept = { draft: 0.5, published: 0.5 };
  await checker.score(sentences.slice(0, 1), NEVER);
  expect(checker.shiftsOf(sentences, asDrafts, kept)).toBe(kept);
  expect(checker.shiftsOf(sentences, asDrafts)).toEqual({ draft: -1, published: -1 });
  await checker.score(sentences, NEVER);
  expect(checker.shiftsOf(sentences, asDrafts).draft).toBeGreaterThan(0);
});

it("asks the model for likelihoods and predictions", async () => {
  const predicted = [{ text: "one", probability: 0.5 }];
  const scorer = { ...createFakeScorer({}), predictions: () => Promise.resolve(predicted) };
  const checker = createChecker({ scorer, rules, thresholds, priors, lexicon });
  const [sentence] = checker.sentencesOf("Use it.", "plain");
  expect(await checker.likelihoods(sentence!)).toEqual([-1, -1, -1]);
  expect(await checker.predictions(sentence!, { kind: "word", index: 0, beginning: "" })).toBe(predicted);
});

describe("directives", () => {
  it.each<[string, string]>([
    [
      "teh\n\n<!-- cloze-disable -->\n\nteh\n\n<!-- cloze-enable -->\n\nteh",
      "the\n\n<!-- cloze-disable -->\n\nteh\n\n<!-- cloze-enable -->\n\nthe",
    ],
    ["teh\n\n<!-- cloze-disable -->\n\nteh", "the\n\n<!-- cloze-disable -->\n\nteh"],
    ["teh\nteh <!-- cloze-disable-line -->\nteh", "the\nteh <!-- cloze-disable-line -->\nthe"],
    ["<!-- cloze-disable-next-line -->\nteh\nteh", "<!-- cloze-disable-next-line -->\nteh\nthe"],
    ["<!-- cloze-disable-next-line -->\r\nteh\r\nteh", "<!-- cloze-disable-next-line -->\r\nteh\r\nthe"],
    ["teh cta Teh\n\n<!-- cloze-ignore teh, foo -->", "teh cat Teh\n\n<!-- cloze-ignore teh, foo -->"],
    ["`<!-- cloze-disable -->` teh", "`<!-- cloze-disable -->` the"],
    ["```\n<!-- cloze-disable -->\n```\n\nteh", "```\n<!-- cloze-disable -->\n```\n\nthe"],
    ["<!-- cloze-disabled -->\n\nteh", "<!-- cloze-disabled -->\n\nthe"],
  ])("%j", (text, expected) => check(text, expected));

  it("stand in MDX comments too", () =>
    check("teh {/* cloze-disable-line */}\nteh", "teh {/* cloze-disable-line */}\nthe", "mdx"));

  it("are text in plain text", () => check("<!-- cloze-disable --> teh", "<!-- cloze-disable --> the", "plain"));
});
