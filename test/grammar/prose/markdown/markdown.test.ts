import { describe, expect, it } from "vitest";
import type { ParserName } from "../../../../src/grammar/prose/parsers.js";
import { readSentences, shown } from "../../reading.js";

/** Expects these views: `kind: text`, the kind left out for a paragraph. */
function check(text: string, expected: readonly string[], parser: ParserName = "markdown"): void {
  const seen = readSentences(text, parser).map((sentence) =>
    sentence.kind === "paragraph" ? shown(sentence) : `${sentence.kind}: ${shown(sentence)}`,
  );
  expect(seen).toEqual(expected);
}

describe("Markdown", () => {
  it.each<[string, string, string[]]>([
    ["emphasis has no width", "**Their** going *too* ~~the~~ __store__.", ["Their going too the store."]],
    ["code is opaque", "Call `foo()` or ``a ` b`` now.", ["Call □ or □ now."]],
    ["fenced code is no prose", "One.\n\n```js\nlet x = 1;\n```\n\nTwo.", ["One.", "Two."]],
    ["tilde fences too", "~~~\ncode here\n~~~", []],
    ["an open fence runs to the end", "One.\n\n```\ncode here", ["One."]],
    ["indented code", "One.\n\n    code here\n\nTwo.", ["One.", "Two."]],
    ["a link's text is prose", 'See [the docs](https://a.example/b "Title here") now.', ["See the docs now."]],
    ["a reference's text is prose", "See [the docs][d] or [d].\n\n[d]: https://a.example", ["See the docs or d."]],
    ["brackets without a target are the writer's", "It is [sic] here.", ["It is [sic] here."]],
    [
      "an image is opaque and its text a fragment",
      "See ![the *small* cat](a.png) here.",
      ["See □ here.", "cell: the small cat"],
    ],
    ["badges", "[![Build status](a.svg)](b)", ["heading: □", "cell: Build status"]],
    [
      "autolinks and bare addresses are opaque",
      "Go to <https://a.example> or https://b.example/c, or www.c.example.",
      ["Go to □ or □, or □."],
    ],
    ["hard-wrapped lines join", "One line\nand another.", ["One line and another."]],
    ["hard breaks are spaces", "One line  \nand\\\nanother.", ["One line and another."]],
    ["CRLF", "One line\r\nand another.\r\n\r\nNew.", ["One line and another.", "New."]],
    ["CRLF and hard breaks", "One\\\r\nline.\r\rNew one.", ["One line.", "New one."]],
    [
      "CRLF in blocks",
      "---\r\na: b\r\n---\r\n\r\n```\r\ncode\r\n```\r\n\r\n| a b |\r\n|-|\r\n| c |\r\n\r\n# H\r\n$$\r\nx\r\n$$\r\nEnd.\r\n",
      ["cell: a b", "cell: c", "heading: H", "End."],
    ],
    ["quotes", "> One line\n> and another.\n>\n> > Deep\n> > one.", ["One line and another.", "Deep one."]],
    ["headings", "# One #\n\nTwo\n===\n\n## With `code` {#id .c}", ["heading: One", "heading: Two", "heading: With □"]],
    [
      "lists",
      "- one\n  more\n- two\n\n  three\n\n1. four",
      ["item: one more", "item: two", "item: three", "item: four"],
    ],
    ["tasks", "- [ ] do this\n- [x] do that", ["item: do this", "item: do that"]],
    ["a table with spaces at its ends", "| a b |  \n|---| \n| c d | ", ["cell: a b", "cell: c d"]],
    ["tables", "| a b | c |\n|:--|--:|\n| d \\| e | `f` **g** |", ["cell: a b", "cell: c", "cell: d | e", "cell: □ g"]],
    ["footnotes", "A claim[^1] here.\n\n[^1]: The note says.", ["A claim here.", "The note says."]],
    ["link definitions", '[a]: https://a.example "the title"\n\nText.', ["Text."]],
    ["inline HTML has no width", "A <b>bold</b> word<br>here.", ["A bold word here."]],
    ["code in HTML is opaque", "Press <kbd>Ctrl + C</kbd> now.", ["Press □ now."]],
    ["HTML blocks are no prose", "<div>\nnot this\n</div>\n\nBut this.", ["But this."]],
    ["comments", "One <!-- not this --> two.\n\n<!-- nor\n\nthis -->\n\nThree.", ["One two.", "Three."]],
    ["YAML front matter", "---\ntitle: not this\n---\n\nBut this.", ["But this."]],
    ["TOML front matter", "+++\ntitle = 'not this'\n+++\nBut this.", ["But this."]],
    ["front matter without an end is a rule", "---\nThis here.", ["This here."]],
    ["a rule at the beginning", "---\n\nText.\n\n---\n\nMore.", ["Text.", "More."]],
    ["maths", "Let $x + y$ be $$z$$ here.\n\n$$\na = b\n$$\n\nDone.", ["Let □ be □ here.", "Done."]],
    ["prices are no maths", "It costs $5 and $10 now.", ["It costs $5 and $10 now."]],
    ["alerts", "> [!NOTE]\n> Mind this.", ["Mind this."]],
    ["containers", ":::note Title\n\nMind this.\n\n:::", ["Mind this."]],
    ["placeholders", "Use {{ site.name }} with {% link a %} here.", ["Use □ with □ here."]],
    ["a placeholder in a target", 'See [the docs]({{ site.url }}/a "b") now.', ["See the docs now."]],
    ["escapes and entities", "A \\* and R&amp;D&nbsp;now &copy;.", ["A * and R&D now □."]],
    ["code in brackets", "See [`foo`] here.\n\n[`foo`]: a", ["See □ here."]],
    ["empty", "", []],
    ["only markup", "***\n\n<br>\n\n#", []],
  ])("%s", (_, text, expected) => {
    check(text, expected);
  });

  it("keeps what markup runs through from being changed", () => {
    const [sentence] = readSentences("An un**believ**able thing.");
    expect(sentence?.words.map(({ kind }) => kind)).toEqual(["word", "opaque", "word", "mark"]);
  });
});

describe("MDX", () => {
  it.each<[string, string, string[]]>([
    ["import and export", "import A from './a'\nexport const b = {\n  c: 1,\n}\n\nText.", ["Text."]],
    ["a sentence with import", "import the package first.", ["import the package first."]],
    ["text between tags", "<Tab name={`a`} when={{ a: '>' }}>\n\nMind this.\n\n</Tab>", ["Mind this."]],
    ["text in tags on one line", "<Note>Mind **this**.</Note>", ["Mind this."]],
    ["expressions are opaque", "It took {props.time > 1 ? 'a' : {b}} hours.", ["It took □ hours."]],
    ["comments", "One {/* not this */} two.", ["One two."]],
    ["a brace that is never closed", "An {open one.", ["An {open one."]],
    ["a tag that is never closed", "An <open one.", ["An <open one."]],
    ["no indented code", "    Mind this.", ["Mind this."]],
  ])("%s", (_, text, expected) => {
    check(text, expected, "mdx");
  });
});
