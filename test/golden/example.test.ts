import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contextsBy } from "../../src/grammar/baseline.js";
import { createChecker } from "../../src/grammar/checker.js";
import { type Finding, isSure } from "../../src/grammar/findings.js";
import { everything } from "../grammar/policies.js";
import { shippedModel } from "../inference/shippedModel.js";

const media = resolve(import.meta.dirname, "../../media");
const TEXT = readFileSync(resolve(media, "example.md"), "utf8");
/** The mistakes of the example, in order: its line, what is underlined, and what would be right. */
const MISTAKES = readFileSync(resolve(media, "example.mistakes.txt"), "utf8").trim().split("\n");

// As an untitled document, and as the file that `npm start` opens, which nobody has typed in yet.
describe.each(["nothing", "everything"] as const)("with %s published", (baseline) => {
  let found: Finding[];
  beforeAll(async () => {
    const checker = createChecker(await shippedModel());
    const sentences = checker.sentencesOf(TEXT, "markdown");
    await checker.score(sentences, () => false);
    const contextOf = contextsBy(baseline);
    const circumstances = { contextOf, shifts: checker.shiftsOf(sentences, contextOf) };
    found = checker.report(TEXT, sentences, everything, circumstances).findings;
  });

  it("has every mistake of the example underlined, with the right correction first, and nothing else", () => {
    expect(found.filter(isSure).map(line)).toEqual(MISTAKES);
  });

  it("has no hints there, which a newcomer would not see", () => {
    expect(found.filter((finding) => !isSure(finding)).map(line)).toEqual([]);
  });
});

function line({ start, original, fixes }: Finding): string {
  const number = TEXT.slice(0, start + 1).split("\n").length;
  return `${String(number)}: ${original.trim() || "(nothing)"} → ${fixes[0]!.text.trim() || "(nothing)"}`;
}
