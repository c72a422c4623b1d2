import { describe, expect, it } from "vitest";
import { commentsOf, expectSentences, type Reading } from "../blocks.js";

describe("HTML", () => {
  it.each<Reading>([
    [
      "inline elements have no width",
      '<p>A <b class="a > b">bold</b> <a href="/x">word</a><br>here.</p>',
      ["A bold word here."],
    ],
    ["hard-wrapped lines join", "<p>One\n   line.</p>\n<p>New", ["One line.", "New"]],
    ["blocks divide", "Text<div>one<p>two<p>three</div>four<hr>five", ["Text", "one", "two", "three", "four", "five"]],
    [
      "headings, items, cells",
      "<title>The book</title><h1>On <i>cats</i></h1><ul><li>one<li>two <p>three</p></ul><table><tr><td>a b<td>c</table>",
      ["heading: The book", "heading: On cats", "item: one", "item: two", "three", "cell: a b", "cell: c"],
    ],
    ["code is a word", "Call <code>foo(<i>a</i>)</code> or <kbd>Ctrl</kbd>.", ["Call □ or □."]],
    ["code that is not closed", "<p>Call <code>foo now.<p>Two.", ["Call □", "Two."]],
    [
      "scripts, styles and listings",
      "One.<script>let a = '<p>no</p>';</script><style>a{}</style>\n<pre>code <b>here</b></pre>Two.",
      ["One.", "Two."],
    ],
    [
      "pictures and their texts",
      'See <img src="a.png" alt="The small cat" title=\'It &amp; I\'> here.',
      ["See □ here.", "cell: The small cat", "cell: It & I"],
    ],
    ["other attributes are no prose", '<p data-a="not this" title="But this">Text.</p>', ["cell: But this", "Text."]],
    [
      "forms",
      '<label>Your name</label><input placeholder="Type it here"><button>Send it</button>',
      ["item: Your name", "□", "cell: Type it here", "item: Send it"],
    ],
    ["entities", "R&amp;D&nbsp;now &copy; &lt;b&gt;.", ["R&D now □ □b□."]],
    ["comments", "One <!-- not <p> this --> two.<!-- nor\nthis", ["One two."]],
    ["declarations", "<!DOCTYPE html><?xml a?><p>Text.", ["Text."]],
    ["vector graphics", "<p>A <svg><title>no</title><text>not this</text></svg> thing.", ["A", "thing."]],
    ["placeholders", "Use {{ a.b }} with {% c %} or <%= d %> here.", ["Use □ with □ or □ here."]],
    ["front matter", "---\ntitle: not this\n---\n<p>But this.", ["But this."]],
    ["tags that are not closed", "<p>One <b two.", ["One"]],
    ["a lone bracket is the writer's", "<p>It is < 5 & good.", ["It is < 5 & good."]],
    ["upper case", "<P>One <CODE>a</CODE>.</P><SCRIPT>no</SCRIPT>", ["One □."]],
    ["empty", "", []],
  ])("%s", (_, text, expected) => {
    expectSentences("html", text, expected);
  });

  it("finds comments", () => {
    expect(commentsOf("html", "<!-- cloze-disable --><p>a<!--b--></p><!-- c")).toEqual([
      "<!-- cloze-disable -->",
      "<!--b-->",
      "<!-- c",
    ]);
  });
});
