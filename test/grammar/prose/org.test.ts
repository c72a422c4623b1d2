import { describe, expect, it } from "vitest";
import { commentsOf, expectSentences, type Reading } from "./blocks.js";

describe("Org", () => {
  it.each<Reading>([
    [
      "styles have no width",
      "*Their* going /too/ the _big_ +old+ store; a/b/c.",
      ["Their going too the big old store; a/b/c."],
    ],
    ["hard-wrapped lines join", "One /line\nand/ another.\n\nNew.", ["One line and another.", "New."]],
    ["code is a word", "Call =foo()= or ~bar~, src_js{a} at <2024-01-02 Tue>.", ["Call □ or □, □ at □."]],
    [
      "headings",
      "* TODO [#A] On /cats/ [1/2] :tag:other:\nText.\n** COMMENT Not this\n** The time is 10:30",
      ["heading: On cats", "Text.", "heading: The time is 10:30"],
    ],
    [
      "keywords",
      "#+title: The book\n#+author: Jo\n#+OPTIONS: toc:nil\n#+caption: A small cat\n[[file:a.png]]",
      ["heading: The book", "item: A small cat", "□"],
    ],
    ["links", "See [[https://a.example][the docs]] or [[mats]].", ["See the docs or □."]],
    [
      "footnotes",
      "A claim[fn:1] here[fn:: It is /old/.] too.\n\n[fn:1] The note says.",
      ["A claim here too.", "It is old.", "The note says."],
    ],
    [
      "lists",
      "- one\n  more\n- [X] two\n  + three\n1. four\n- a term :: It says so.\n * five",
      ["item: one more", "item: two", "item: three", "item: four", "item: a term", "item: It says so.", "item: five"],
    ],
    [
      "listings",
      "One.\n#+begin_src js\ncode here\n#+end_src\n#+BEGIN_EXAMPLE\ncode\n#+END_EXAMPLE\n: fixed\nTwo.",
      ["One.", "Two."],
    ],
    ["quotations", "#+begin_quote\nTo be.\n#+end_quote", ["To be."]],
    [
      "drawers and planning",
      "* Cats\nSCHEDULED: <2024-01-02 Tue>\n:PROPERTIES:\n:ID: not this\n:END:\nText.",
      ["heading: Cats", "Text."],
    ],
    [
      "tables",
      "| Name | What it is |\n|------+------------|\n| a b  | It /is/    |\n#+TBLFM: $1=2",
      ["cell: Name", "cell: What it is", "cell: a b", "cell: It is"],
    ],
    [
      "maths",
      "Let $x$ be \\(y\\) and \\alpha here.\n\\begin{align}\na\n\\end{align}\nIt costs $5 and $6.",
      ["Let □ be □ and □ here.", "It costs $5 and $6."],
    ],
    ["comments", "One.\n# not this\nTwo.\n#+begin_comment\nnor this\n#+end_comment", ["One.", "Two."]],
    ["rules and hard breaks", "One\\\\\ntwo.\n-----\nThree.", ["One two.", "Three."]],
    ["markup that is not closed", "An *open /thing and =more.", ["An *open /thing and =more."]],
    ["listings that are open", "One.\n#+begin_src\ncode", ["One."]],
    ["empty", "", []],
  ])("%s", (_, text, expected) => {
    expectSentences("org", text, expected);
  });

  it("finds comments", () => {
    expect(commentsOf("org", "# cloze-disable\nOne.\n  # a\n#+begin_comment\nb\n#+end_comment")).toEqual([
      "# cloze-disable",
      "# a",
      "#+begin_comment\nb\n#+end_comment",
    ]);
  });
});
