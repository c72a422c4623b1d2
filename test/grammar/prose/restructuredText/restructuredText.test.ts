import { describe, expect, it } from "vitest";
import { commentsOf, expectSentences, type Reading } from "../blocks.js";

describe("reStructuredText", () => {
  it.each<Reading>([
    [
      "emphasis has no width",
      '**Their** going *too* the "*big*" store; 2*3*4.',
      ['Their going too the "big" store; 2*3*4.'],
    ],
    ["hard-wrapped lines join", "One *line\nand* another.\n\nNew.", ["One line and another.", "New."]],
    [
      "literals and roles are words",
      "Call ``a ` b`` or :func:`foo` or `bar` with |x| in :math:`a * b`.",
      ["Call □ or □ or □ with □ in □."],
    ],
    [
      "titles of roles are prose",
      "See :ref:`the cats <cats>` and :doc:`/a`, a :term:`big cat`.",
      ["See the cats and □, a big cat."],
    ],
    [
      "links",
      "See `the docs <https://a.example>`_, `the cats`_, Python_ and https://a.example/b_.",
      ["See the docs, the cats, Python and https://a.example/b_."],
    ],
    [
      "footnotes",
      "A claim [1]_ here [#]_. By [CIT]_.\n\n.. [1] The note\n   says.\n.. [CIT] A book.",
      ["A claim here.", "By □.", "The note says.", "A book."],
    ],
    ["escapes", "An un\\ *believ*\\ able \\*thing\\*.", ["An unbelievable *thing*."]],
    [
      "titles",
      "=====\nThe Book\n=====\n\nOne ``a``\n---------\nText.\n\nNo title\n--\n\n-----\n\nEnd.",
      ["heading: The Book", "heading: One □", "Text.", "No title --", "End."],
    ],
    [
      "lists",
      "- one\n  more\n- two\n\n  three\n\n1. four\n#. five\n(a) six",
      ["item: one more", "item: two", "three", "item: four", "item: five", "item: six"],
    ],
    [
      "definitions",
      "a term : type\n    It says so.\n\nother\n    It too.",
      ["item: a term : type", "It says so.", "item: other", "It too."],
    ],
    [
      "fields",
      ":orphan:\n:Author: Jo Do\n\n:param str a: The name\n    of it.\n:type a: str\n:returns: Nothing at all.",
      ["item: The name of it.", "item: Nothing at all."],
    ],
    [
      "literal blocks",
      "Do this::\n\n    code here\n\n      more\n\nBut this:\n\n::\n\n  code\n\nEnd::\n\n> quoted\n> code\n\nNow.",
      ["Do this:", "But this:", ":", "End:", "Now."],
    ],
    [
      "literal blocks in lists",
      "- Do this::\n\n      code here\n\n  Then that.\n- And.",
      ["item: Do this:", "Then that.", "item: And."],
    ],
    ["code", ".. code-block:: python\n   :linenos:\n\n   code here\n\n.. highlight:: c\n\nText.", ["Text."]],
    [
      "admonitions",
      ".. note:: Mind\n   this.\n\n   And that.\n\n.. warning::\n   :class: a\n\n   Mind me.",
      ["Mind this.", "And that.", "Mind me."],
    ],
    [
      "directives with a title",
      ".. admonition:: On *cats*\n   :class: a\n\n   They sit.\n\n.. list-table:: Big cats\n   :header-rows: 1\n\n   * - Name\n     - What it does",
      ["heading: On cats", "They sit.", "heading: Big cats", "item: Name", "item: What it does"],
    ],
    ["versions", ".. versionadded:: 1.2 A new\n   thing.\n.. deprecated:: 3.0", ["A new thing."]],
    [
      "images",
      ".. image:: a.png\n   :alt: The small cat\n   :width: 2\n\n.. figure:: b.png\n   :alt: A cat\n\n   It sits here.",
      ["cell: The small cat", "cell: A cat", "It sits here."],
    ],
    [
      "objects",
      ".. py:function:: foo(a, b)\n                 bar(c)\n   :module: x\n\n   Opens the thing.\n\n   :param a: What it opens.",
      ["Opens the thing.", "item: What it opens."],
    ],
    ["a directive that is not known", ".. mermaid::\n\n   graph of things\n\nText.", ["Text."]],
    [
      "substitutions and targets",
      ".. |x| replace:: not this\n.. _a b: https://a.example\n__ https://b.example\n\nText.",
      ["Text."],
    ],
    ["comments", ".. Not this\n   nor this\n\n   nor that\n\n..\n\n  But this.\n\n..\n  Not this.", ["But this."]],
    [
      "simple tables",
      "====  ==========\nName  What it is\n====  ==========\na     The first\n      of them\n``b`` The second\n====  ==========\n\nText.",
      ["cell: Name", "cell: What it is", "cell: a", "cell: The first of them", "cell: □", "cell: The second", "Text."],
    ],
    [
      "grid tables",
      "+------+-------+\n| Name | It is |\n+======+=======+\n| a b  | c     |\n|      | d     |\n+------+-------+\n\nText.",
      ["cell: Name", "cell: It is", "Text."],
    ],
    ["doctests", "See:\n\n>>> foo(a)\n'code'\n\nText.", ["See:", "Text."]],
    ["line blocks", "| One line.\n| Two lines.", ["item: One line.", "item: Two lines."]],
    ["quotes", "He said:\n\n   To be *or*\n   not.\n\n   -- A poet", ["He said:", "To be or not.", "-- A poet"]],
    ["markup that is not closed", "An *open ``thing and `more.", ["An *open ``thing and `more."]],
    ["empty", "", []],
  ])("%s", (_, text, expected) => {
    expectSentences("restructuredtext", text, expected);
  });

  it("finds comments", () => {
    expect(commentsOf("restructuredtext", ".. cloze-disable\n\nText.\n\n   .. a\n      b\n\n.. note:: c\n")).toEqual([
      ".. cloze-disable",
      ".. a\n      b",
    ]);
  });
});
