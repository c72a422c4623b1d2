import { describe, expect, it } from "vitest";
import { proseParser } from "../../../../src/grammar/prose/parsers.js";
import { parseTypst } from "../../../../src/grammar/prose/typst/typst.js";
import { commentsOf, expectSentences, type Reading } from "../blocks.js";

describe("Typst", () => {
  it.each<Reading>([
    ["styles have no width", "*Their* going _too_ the *big _old_* store.", ["Their going too the big old store."]],
    ["hard-wrapped lines join", "One line\nand another.\n\n \t\nNew.", ["One line and another.", "New."]],
    ["a name with underscores is no style", "Call read_all_files now.", ["Call read_all_files now."]],
    [
      "headings and their labels",
      "= The *first* one <a>\nText.\n\n=== Next\n",
      ["heading: The first one", "Text.", "heading: Next"],
    ],
    [
      "lists within lists",
      "- one\n  more\n  - inner\n\n  still one\n+ first\n12. twelfth\nAfter.",
      ["item: one more", "item: inner", "item: still one", "item: first", "item: twelfth", "After."],
    ],
    [
      "terms",
      "/ A cat: It sits.\n/ Dogs: They do not.",
      ["item: A cat", "item: It sits.", "item: Dogs", "item: They do not."],
    ],
    ["inline maths is one word", "Let $x_(i) + y$ be $z$ at \\$5.", ["Let □ be □ at $5."]],
    ["what is written on to maths belongs to it", "The $n$th and $k$-th $x$s.", ["The □ and □ □."]],
    [
      "display maths stays in its sentence",
      "We get\n$ a = b, $\nwhere $a$ is $ c $ here.",
      ["We get □, where □ is □ here."],
    ],
    ["display maths may end it", 'We get\n$ a &= b "if so". $ <eq:a>\nNext it is.', ["We get □.", "Next it is."]],
    ["a capital after display maths", "We get\n$ x $\nNext it is.", ["We get □", "Next it is."]],
    ["text in maths is part of it", 'So $x "are in" #[the words] Y$ holds.', ["So □ holds."]],
    ["code is one word", "Call `let teh = 1` or ```rs fn``` or ``.", ["Call □ or □ or □."]],
    ["code on its own lines", "One.\n```py\nteh = 1\n\nteh\n```\nTwo.", ["One.", "Two."]],
    ["references are words", "See @fig:a, @b[page 7] and https://a.example/b_c.", ["See □, □ and □."]],
    ["labels have no width", "The cat <here> sat.", ["The cat sat."]],
    ["comments", "One // not this\ntwo /* nor /* this */ */ three.\n// nor that\nFour.", ["One two three.", "Four."]],
    ["an address is no comment", "See https://a.example now.", ["See □ now."]],
    ["signs", "A~b \\\nc d-?e \\# f -- g... “h” \\u{41}x", ["A b c de # f -- g... “h” □x"]],
    [
      "orders have no width",
      '#import "@preview/a:0.1.0": *\n#set text(lang: "en", size: 11pt)\n#show heading: set text(red)\n#let x = 1; The cat\n#set par(justify: true)\nsat.',
      ["The cat sat."],
    ],
    [
      "what code shows is a word",
      "It has #x.len() or #(1 + 2) parts, #cite(<a>) says; #y",
      ["It has □ or □ parts, □ says; □"],
    ],
    [
      "what stands in the brackets of styles is read on",
      'The #emph[big] and #text(fill: red, size: 2em)[old *cat*] in #link("https://a.example")[the _docs_].',
      ["The big and old cat in the docs."],
    ],
    ["a link without a text", 'See #link("https://a.example").', ["See □."]],
    ["functions of the writer's own, in a sentence", "The #term[cat] sat #x[on][it].", ["The cat sat □.", "on", "it"]],
    [
      "functions of the writer's own, on their own lines",
      "Before it.\n#note(title: [On cats])[\n  They sat.\n\n  They slept.\n]\nAfter.",
      ["Before it.", "item: On cats", "They sat.", "They slept.", "After."],
    ],
    [
      "footnotes are texts of their own",
      "The cat#footnote[It is *old*.\n\nVery.] sat.",
      ["The cat sat.", "It is old.", "Very."],
    ],
    [
      "figures have captions",
      'Look:\n#figure(\n  image("a.png", alt: "no"),\n  caption: [The cat sat.],\n) <fig:a>\nIt did.',
      ["Look:", "item: The cat sat.", "It did."],
    ],
    [
      "tables",
      "#table(\n  columns: 2,\n  table.header[*A*][B],\n  [One cell], table.cell(colspan: 2)[Another],\n)",
      ["cell: A", "cell: B", "cell: One cell", "cell: Another"],
    ],
    [
      "headings and lists by their functions",
      "#heading(level: 2)[On cats]\n#list([one], [two])[three]",
      ["heading: On cats", "item: one", "item: two", "item: three"],
    ],
    [
      "quotations",
      "#quote(block: true)[They sat.] And #quote[so] it was.\n\n#quote(block: true, attribution: [A cat])[\n  They slept.\n]",
      ["They sat.", "And so it was.", "item: A cat", "They slept."],
    ],
    [
      "texts in code",
      "#let cat(x) = [The #x cat]\n#if a [It sat.] else { [It slept.] }\n#for x in y [\n  - It #x\n]\n#context { block[So.] }",
      ["The □ cat", "It sat.", "It slept.", "item: It □", "So."],
    ],
    ["a condition in a sentence", "The #if a [old] else [young] cat sat.", ["The □ cat sat.", "old", "young"]],
    ["spaces", "A#h(1em)b #linebreak() c\n#v(2pt)\nD", ["A b c", "D"]],
    ["breaks of pages", "One.\n#pagebreak(weak: true)\nTwo.", ["One.", "Two."]],
    ["brackets are the writer's", "It is [sic] here [so] *that* is.", ["It is [sic] here [so] that is."]],
    ["a hash that is no code", "C# is a language, # too.", ["C# is a language, # too."]],
    [
      "half-written markup",
      "One *two.\n\nThree #emph[four.\n\nFive ] six $7.\n\nEight.",
      ["One *two.", "Three four.", "Five six □"],
    ],
    ["emoji and accents before it", "😀 é *Their* `x` 😀 go.\n\n- 😀 so", ["😀 é Their □ 😀 go.", "item: 😀 so"]],
    ["a byte order mark", "\uFEFF= Title\nText.", ["heading: Title", "Text."]],
    ["empty", "", []],
  ])("%s", (_, text, expected) => {
    expectSentences("typst", text, expected);
  });

  it("finds comments, also those in code", () => {
    const text = "// cloze-disable\nA b. /* c */\n#f(\n  // d\n  [e // g\n  ],\n)\n$ x // h\n $";
    expect(commentsOf("typst", text)).toEqual(["// cloze-disable", "/* c */", "// d", "// g"]);
  });

  it("reads on after a document that its grammar gave up on", () => {
    const nested = "The cat sat. #f(".repeat(20_000);
    expect(() => parseTypst(nested)).toThrow();
    expect(proseParser("typst")(nested).blocks).toHaveLength(1);
    expectSentences("typst", "The *cat* sat é `x`.", ["The cat sat é □."]);
  });

  it("reads on after a document that took much memory", () => {
    expect(parseTypst("a".repeat(6_000_000)).blocks).toHaveLength(1);
    expectSentences("typst", "= So\n*it* is", ["heading: So", "it is"]);
  });
});
