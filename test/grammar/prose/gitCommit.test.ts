import { describe, expect, it } from "vitest";
import { commentsOf, expectSentences, type Reading } from "./blocks.js";

describe("git commit messages", () => {
  it.each<Reading>([
    [
      "subject and body",
      "Fix the cat\n\nOne line\nand another.\n\nNew.",
      ["heading: Fix the cat", "One line and another.", "New."],
    ],
    ["a body without its empty line", "Fix the cat\nIt sat.", ["heading: Fix the cat", "It sat."]],
    ["prefixes", "fixup! feat(cats)!: sit on the mat", ["heading: sit on the mat"]],
    ["a path as prefix", "src/cats: Sit on the mat", ["heading: Sit on the mat"]],
    ["a subject with a colon", "Fix two things: cats and mats", ["heading: Fix two things: cats and mats"]],
    ["merges", "Merge branch 'cats' into main\n\nText.", ["Text."]],
    [
      "lists",
      "Fix\n\n- one\n  more\n- two\n* three\n1. four",
      ["heading: Fix", "item: one more", "item: two", "item: three", "item: four"],
    ],
    ["code", "Fix\n\nRun:\n\n    cats --sit `now`\n\nAnd `foo bar` it.", ["heading: Fix", "Run:", "And `foo bar` it."]],
    [
      "trailers",
      "Fix\n\nIt does.\n\nFixes: #12\nCo-authored-by: Jo Do <jo@cats.example>",
      ["heading: Fix", "It does."],
    ],
    ["other trailers", "Fix\n\nCloses #12", ["heading: Fix"]],
    ["a last paragraph that is no trailer", "Fix\n\nNote: it sat.", ["heading: Fix", "Note: it sat."]],
    [
      "comments",
      "# before\nFix\n\nOne line\n# not this\nand another.\n# Please enter the message",
      ["heading: Fix", "One line and another."],
    ],
    [
      "scissors and the difference",
      "Fix\n\nIt does.\n# ------------------------ >8 ------------------------\n# Do not edit\ndiff --git a b\n+not this",
      ["heading: Fix", "It does."],
    ],
    ["only comments", "\n# Please enter\n#\n#\tmodified: a", []],
    ["Markdown is no markup here", "Fix *it*", ["heading: Fix *it*"]],
    ["empty", "", []],
  ])("%s", (_, text, expected) => {
    expectSentences("git-commit", text, expected);
  });

  it("finds comments", () => {
    expect(commentsOf("git-commit", "# cloze-disable\nFix #1\n  # a\n# ---------- >8 ----------\n# b")).toEqual([
      "# cloze-disable",
    ]);
  });
});
