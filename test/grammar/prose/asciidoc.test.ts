import { describe, expect, it } from "vitest";
import { commentsOf, expectSentences, type Reading } from "./blocks.js";

describe("AsciiDoc", () => {
  it.each<Reading>([
    [
      "styles have no width",
      "*Their* going _too_ the #big# [.a]#old# un**believ**able store; 2*3*4.",
      ["Their going too the big old unbelievable store; 2*3*4."],
    ],
    ["hard-wrapped lines join", "One *line\nand* another. +\nAnd.\n\nNew.", ["One line and another.", "And.", "New."]],
    [
      "code is a word",
      "Call `foo()` or `+a+` or ``b`` with {attribute} in stem:[x * y].",
      ["Call □ or □ or □ with □ in □."],
    ],
    [
      "titles and the header",
      "= The *book*\nJo Do <jo@cats.example>\nv1.0\n:toc: left\n\n== On cats\nText.",
      ["heading: The book", "heading: On cats", "Text."],
    ],
    [
      "links",
      "See https://a.example[the docs], link:a.html[this page^] or xref:b.adoc#c[], <<cats,the cats>> and <<mats>>.",
      ["See the docs, this page or □, the cats and □."],
    ],
    [
      "pictures",
      'See image:a.png[The small cat,200] here.\n\nimage::b.png[A "big" cat, width=2]',
      ["See □ here.", "cell: The small cat", 'cell: A "big" cat'],
    ],
    ["footnotes", "The catfootnote:[It is *old*.] sat.", ["The cat sat.", "It is old."]],
    [
      "lists",
      "* one\nmore\n** two\n- [x] three\n. four\n1. five\n+\nsix",
      ["item: one more", "item: two", "item: three", "item: four", "item: five", "six"],
    ],
    [
      "definitions",
      "a term:: It says so.\nother::\nIt too.",
      ["item: a term", "item: It says so.", "item: other", "It too."],
    ],
    [
      "listings",
      "One.\n\n[source,js]\n----\ncode here\n----\n\n....\nliteral\n....\n\n```js\ncode\n```\nTwo.",
      ["One.", "Two."],
    ],
    ["code without delimiters", "[source]\ncode here\nmore\n\n literal line\n more\n\nText.", ["Text."]],
    [
      "admonitions and blocks",
      "NOTE: Mind\nthis.\n\n[TIP]\n.A title\n====\nMind that.\n====\n\n[quote, Jo]\n____\nTo be.\n____",
      ["Mind this.", "heading: A title", "Mind that.", "To be."],
    ],
    [
      "tables",
      '.Big cats\n[cols="1,2"]\n|===\n|Name |What it is\n\n|a b\n2+a|It is\nbig.\n|===\nText.',
      ["heading: Big cats", "cell: Name", "cell: What it is", "cell: a b", "cell: It is big.", "Text."],
    ],
    ["comments", "One\n// not this\ntwo.\n\n////\nnor this\n////\nThree.", ["One two.", "Three."]],
    [
      "attributes and macros",
      ":name: not this \\\n  nor this\ninclude::a.adoc[]\n[[id]]\nText((term)) here.",
      ["Textterm here."],
    ],
    ["quotes and escapes", 'It is "`good`" and \\*not* bold.', ["It is good and *not* bold."]],
    ["markup that is not closed", "An *open `thing and _more.", ["An *open `thing and _more."]],
    ["listings that are open", "One.\n\n----\ncode", ["One."]],
    ["empty", "", []],
  ])("%s", (_, text, expected) => {
    expectSentences("asciidoc", text, expected);
  });

  it("finds comments", () => {
    expect(commentsOf("asciidoc", "// cloze-disable\nOne\n// a\ntwo.\n\n////\nb\n////\n/// c")).toEqual([
      "// cloze-disable",
      "// a",
      "////\nb\n////",
    ]);
  });
});
