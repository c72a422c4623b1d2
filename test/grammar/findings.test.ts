import { describe, expect, it } from "vitest";
import { applyFixes, type Finding, findingsOf } from "../../src/grammar/findings.js";
import type { SlotScore } from "../../src/grammar/scorer.js";
import type { Sentence } from "../../src/grammar/sentences.js";
import { lexicon } from "./lexiconOfTests.js";
import { readSentences } from "./reading.js";
import { slot } from "./slots.js";

const READING = { context: "draft", shift: 0 } as const;

function findingsIn(text: string, score: SlotScore): Finding[] {
  const [sentence] = readSentences(text);
  return sentence ? findingsOf(sentence, [score], text, lexicon, READING) : [];
}

/** Applies the slot's first fix and expects this text; `undefined` where nothing may be offered. */
function check(text: string, score: SlotScore, expected: string | undefined): void {
  const findings = findingsIn(text, score);
  expect(findings.length === 0 ? undefined : applyFixes(text, findings)).toBe(expected);
}

describe("fixes", () => {
  it.each<[string, SlotScore, string | undefined]>([
    // Replacements
    ["Their going.", slot("replace", 0, "They're"), "They're going."],
    ["**Their** going.", slot("replace", 0, "They're"), "**They're** going."],
    ["Th**ei**r going.", slot("replace", 0, "They're"), undefined],
    // A word alone has no other words by which its form or choice could be wrong.
    ["# Cat", slot("replace", 0, "Hat"), undefined],
    ["# Nots", slot("replace", 0, "Notes"), "# Notes"],
    ["Thanks!", slot("insert", 0, "many"), undefined],
    ["Thanks", slot("insert", 1, "."), "Thanks."],
    ["# Cat of", slot("replace", 0, "Hat"), "# Hat of"],
    ["Use `a` now.", slot("replace", 1, "b"), undefined],
    ["Use `file`s now.", slot("replace", 2, "is"), undefined],
    ["On monday.", slot("case", 1, "Monday"), "On Monday."],
    ["now we go.", slot("case", 0, "Now"), "Now we go."],
    ["- now we go", slot("case", 0, "Now"), undefined],
    ["- on monday", slot("case", 1, "Monday"), "- on Monday"],
    ["# On monday", slot("case", 1, "Monday"), undefined],
    ["# How i go", slot("case", 1, "I"), "# How I go"],
    ["- `a`: now we go", slot("case", 2, "Now"), undefined],
    ["Read harper#1 now.", slot("case", 1, "Harper"), undefined],
    ["Read microsoft/vscode now.", slot("case", 1, "Microsoft"), undefined],
    ["# How we go", slot("insert", 3, "."), undefined],
    ["- how we go", slot("insert", 3, "."), undefined],
    ["- how we go home", slot("insert", 3, "back"), "- how we go back home"],
    ["Now we go", slot("insert", 3, "."), "Now we go."],
    // No sentence.
    ["Type: `Number`", slot("insert", 3, "."), undefined],
    ["Licence: MIT", slot("insert", 3, "."), undefined],
    ["Note: we go", slot("insert", 4, "."), "Note: we go."],
    ["All that we do: `go`", slot("insert", 6, "."), "All that we do: `go`."],
    ["[Go](a) | [Do](b)", slot("insert", 3, "."), undefined],
    ["MIT © Cat", slot("insert", 3, "."), undefined],
    // What it is an item of is the subject.
    ["- throws the cat", slot("insert", 0, "it"), undefined],
    ["- throws the cat", slot("insert", 0, "the"), undefined],
    ["- throw the cat", slot("insert", 0, "to"), undefined],
    ["| throw cat |\n|-|", slot("insert", 1, "the"), undefined],
    ["| throw cat |\n|-|", slot("insert", 1, "away"), "| throw away cat |\n|-|"],
    ["| We throw cat. |\n|-|", slot("insert", 2, "the"), "| We throw the cat. |\n|-|"],
    ["- throw cat", slot("insert", 1, "the"), "- throw the cat"],
    ["- we go", slot("insert", 0, "so"), "- so we go"],
    ["- 2026-11-30, we go", slot("insert", 0, "in"), undefined],
    ["2026-11-30, we go.", slot("insert", 0, "on"), "on 2026-11-30, we go."],
    ["throws the cat.", slot("insert", 0, "it"), "it throws the cat."],
    ["It works every where.", slot("merge", 2, "everywhere"), "It works everywhere."],
    ["It works every **where**.", slot("merge", 2, "everywhere"), undefined],
    ["It works every  where.", slot("merge", 2, "everywhere"), "It works everywhere."],
    ["It works every where.", slot("merge", 2, ""), undefined],
    ["It works every `where`.", slot("merge", 2, "everywhere"), undefined],
    ["Use `a` every where.", slot("merge", 2, "everywhere"), "Use `a` everywhere."],
    ["It works alot.", slot("split", 2, "a lot"), "It works a lot."],
    ["We re`use` it.", slot("replace", 1, "be"), undefined],
    ["Throws it.", slot("replace", 0, "Throw"), "Throw it."],
    // Deletions
    ["Use the the cat.", slot("delete", 2, ""), "Use the cat."],
    ["The the cat.", slot("delete", 0, ""), "The cat."],
    ["Very good cat.", slot("delete", 0, ""), "Good cat."],
    ["“Very good cat.”", slot("delete", 1, ""), "“Good cat.”"],
    ["However, we go.", slot("delete", 0, ""), undefined],
    ["We go to.", slot("delete", 2, ""), "We go."],
    ["We go (the cat).", slot("delete", 3, ""), "We go (cat)."],
    ["We go (the).", slot("delete", 3, ""), undefined],
    ["A well-known cat.", slot("delete", 3, ""), undefined],
    ["> A very\n> very cat.", slot("delete", 2, ""), "> A very\n> cat."],
    ["> A very\n> very\n> cat.", slot("delete", 2, ""), "> A very\n> cat."],
    ["A **very** good cat.", slot("delete", 1, ""), "A good cat."],
    ["A **very good** cat.", slot("delete", 1, ""), "A **good** cat."],
    ["A [very](x) good cat.", slot("delete", 1, ""), undefined],
    ["We, go.", slot("delete", 1, ""), "We go."],
    ["We , go.", slot("delete", 1, ""), "We go."],
    ["We re-use it.", slot("delete", 2, ""), "We re use it."],
    ["very good cat.", slot("delete", 0, ""), "good cat."],
    ["Very Good cat.", slot("delete", 0, ""), "Good cat."],
    ["Very 2 cats.", slot("delete", 0, ""), "2 cats."],
    ["Very `a` cat.", slot("delete", 0, ""), "`a` cat."],
    ["Very\ngood cat.", slot("delete", 0, ""), undefined],
    ["However ( we go.", slot("delete", 0, ""), undefined],
    ["Very", slot("delete", 0, ""), undefined],
    ["We go to", slot("delete", 2, ""), "We go"],
    ["A very-known cat.", slot("delete", 1, ""), undefined],
    ["A very\n**very\ncat** go.", slot("delete", 2, ""), undefined],
    ["We go .", slot("delete", 2, ""), "We go"],
    ["We go,.", slot("delete", 2, ""), "We go."],
    ["We go ,.", slot("delete", 2, ""), "We go ."],
    [", we go.", slot("delete", 0, ""), " we go."],
    ["**We**, go.", slot("delete", 1, ""), "**We** go."],
    ["We go/went there.", slot("delete", 2, ""), undefined],
    ["We (cat go.", slot("delete", 1, ""), "We cat go."],
    ["(We go.", slot("delete", 0, ""), "We go."],
    ["Use `a`, now.", slot("delete", 2, ""), "Use `a` now."],
    // Insertions
    ["In case error.", slot("insert", 2, "of"), "In case of error."],
    ["In case **error**.", slot("insert", 2, "of"), "In case **of error**."],
    ["Cat is here.", slot("insert", 0, "the"), "The cat is here."],
    ["Docker is here.", slot("insert", 0, "the"), "The Docker is here."],
    ["I go.", slot("insert", 0, "so"), "So I go."],
    ["`a` is here.", slot("insert", 0, "the"), "the `a` is here."],
    ["We want to.", slot("insert", 3, "go"), "We want to go."],
    ["We want to", slot("insert", 3, "go"), "We want to go"],
    ["We (cat) go.", slot("insert", 2, "the"), "We (the cat) go."],
    ["However we go.", slot("insert", 1, ","), "However, we go."],
    ["**However** we go.", slot("insert", 1, ","), "**However,** we go."],
    ["We go", slot("insert", 2, "."), "We go."],
    ["A well known cat.", slot("insert", 2, "-"), "A well-known cat."],
    ["A well **known** cat.", slot("insert", 2, "-"), undefined],
    ["We said hello” to.", slot("insert", 2, "“"), "We said “hello” to."],
    ["A well-known cat.", slot("insert", 2, "so"), undefined],
    ["A well-known cat.", slot("insert", 3, "so"), undefined],
    ["A well-known” cat.", slot("insert", 3, "“"), undefined],
    ["A well  known cat.", slot("insert", 2, "-"), undefined],
    ["Well known cat.", slot("insert", 0, "-"), undefined],
    ["We go", slot("insert", 2, "-"), undefined],
    ["We go.", slot("insert", 1, "="), undefined],
    ["“Cat is here.”", slot("insert", 1, "the"), "“The cat is here.”"],
    ["We Cat is here.", slot("insert", 1, "the"), "We the Cat is here."],
    ["Cat” we go.", slot("insert", 0, "“"), "“Cat” we go."],
    ["We use `a` now.", slot("insert", 2, "the"), "We use the `a` now."],
    ["We use [`a`](b) now.", slot("insert", 2, "the"), undefined],
    ["", slot("insert", 0, "the"), undefined],
  ])("%#: %j", (text, score, expected) => {
    check(text, score, expected);
  });
});

describe("findings", () => {
  it.each<[string, SlotScore, Partial<Finding>]>([
    [
      "I recieve it.",
      slot("replace", 1, "receive"),
      {
        category: "spelling",
        kind: "unknown-word",
        message: "“recieve” → “receive”: no word list has “recieve” · 90 %",
      },
    ],
    ["This should throws it.", slot("replace", 2, "throw"), { category: "agreement", original: "throws" }],
    ["Their is.", slot("replace", 0, "There"), { category: "wordChoice", anchor: { start: 0, end: 5 } }],
    [
      "In case error.",
      slot("insert", 2, "of"),
      {
        category: "missingWord",
        start: 8,
        end: 8,
        original: "",
        anchor: { start: 8, end: 13 },
        message: "a preposition seems to be missing here: “of” · 90 %",
      },
    ],
    ["We want to.", slot("insert", 3, "go"), { anchor: { start: 8, end: 10 } }],
    [
      "Use the the cat.",
      slot("delete", 2, ""),
      {
        category: "extraWord",
        original: " the",
        anchor: { start: 8, end: 11 },
        message: "“the” stands here twice · 90 %",
      },
    ],
    ["Use very the cat.", slot("delete", 1, ""), { message: "“very” seems to be one word too many · 90 %" }],
    [
      "However we go.",
      slot("insert", 1, ","),
      { category: "punctuation", message: "a comma seems to be missing here: “,” · 90 %" },
    ],
    ["We, go.", slot("delete", 1, ""), { category: "punctuation" }],
    [
      "On monday.",
      slot("case", 1, "Monday"),
      { category: "capitalization", message: "“monday” → “Monday”: a capital letter is needed here · 90 %" },
    ],
  ])("%j", (text, score, expected) => {
    expect(findingsIn(text, score)).toMatchObject([expected]);
  });

  it("drops further candidates that cannot stand in the same place", () => {
    const [finding] = findingsIn("In case error.", slot("insert", 2, "of", ",", "an", "of"));
    expect(finding?.fixes.map(({ text }) => text)).toEqual(["of ", "an "]);
  });

  it("drops them where the new word takes the capital over, too", () => {
    const [finding] = findingsIn("Cat is here.", slot("insert", 0, "the", ",", "my"));
    expect(finding?.fixes.map(({ text }) => text)).toEqual(["The cat", "My cat"]);
  });

  it("know what is typed, and whether a dictionary could silence it", () => {
    const typedIn = (text: string, score: SlotScore) => findingsIn(text, score).map(({ typed, isUnknown }) => [typed, isUnknown]); // prettier-ignore
    expect(typedIn("I recieve it.", slot("replace", 1, "receive"))).toEqual([["recieve", true]]);
    expect(typedIn("It works alot.", slot("split", 2, "a lot"))).toEqual([["alot", true]]);
    expect(typedIn("On monday.", slot("case", 1, "Monday"))).toEqual([["monday", true]]);
    expect(typedIn("Their going.", slot("replace", 0, "They're"))).toEqual([["Their", undefined]]);
    expect(typedIn("Use zorblat the cat.", slot("delete", 1, ""))).toEqual([["zorblat", undefined]]);
    expect(typedIn("In case error.", slot("insert", 2, "of"))).toEqual([["", undefined]]);
    expect(findingsIn("Their going.", slot("replace", 0, "They're"))[0]).not.toHaveProperty("isUnknown");
  });

  it("say nothing of what a directive silences: a word, its spelling alone, or what would stand beside the last one", () => {
    const text = "I throws recieve";
    const [sentence] = readSentences(text);
    const isShown = (silenced: Partial<Sentence>, score: SlotScore) =>
      findingsOf({ ...sentence!, ...silenced }, [score], text, lexicon, READING).length > 0;
    const [form, spelling] = [slot("replace", 1, "throw"), slot("replace", 2, "receive")];
    expect(isShown({ suppressed: [1] }, form)).toBe(false);
    expect(isShown({ suppressed: [2] }, form)).toBe(true);
    expect(isShown({ spellingSuppressed: [1, 2] }, form)).toBe(true);
    expect(isShown({ spellingSuppressed: [1, 2] }, spelling)).toBe(false);
    expect(isShown({ spellingSuppressed: [1] }, spelling)).toBe(true);
    expect(isShown({ suppressed: [2] }, slot("insert", 3, "it"))).toBe(false);
    expect(isShown({ suppressed: [1] }, slot("insert", 3, "it"))).toBe(true);
  });

  it("says nothing where the first candidate cannot stand, or is what is typed", () => {
    expect(findingsIn("We go.", slot("replace", 0, "", "They"))).toEqual([]);
    expect(findingsIn("We go.", slot("replace", 0, "We", "They"))).toEqual([]);
  });
});

describe("all first fixes", () => {
  const fix = (start: number, end: number, text: string) => ({ start, end, fixes: [{ text, probability: 1, logLikelihood: 0 }] }); // prettier-ignore

  it("are made from the beginning to the end, whatever their order, what is put in before what it stands beside", () => {
    const all = [fix(7, 8, "D"), fix(2, 2, "x"), fix(2, 3, "B"), fix(0, 1, "A")];
    for (const findings of [all, [...all].reverse()]) expect(applyFixes("a b c_ d", findings)).toBe("A xB c_ D");
  });
});

describe("comments of code", () => {
  it.each<[string, SlotScore, "shown" | "left alone"]>([
    ["// Throws it.", slot("replace", 0, "Throw"), "left alone"],
    ["// It throws it.", slot("replace", 1, "throw"), "shown"],
    ["// Thorws it.", slot("replace", 0, "Throws"), "shown"],
    ["// takes it", slot("case", 0, "Takes"), "left alone"],
    ["// takes it", slot("insert", 2, "."), "left alone"],
    ["// Throws an Error here.", slot("case", 2, "error"), "left alone"],
    ["// On monday.", slot("case", 1, "Monday"), "shown"],
  ])("%#: %s", (text, score, expected) => {
    const [sentence] = readSentences(text, "typescript");
    expect(findingsOf(sentence!, [score], text, lexicon, READING)).toHaveLength(expected === "shown" ? 1 : 0);
  });
});
