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
