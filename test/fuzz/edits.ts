// Random edits such as writers, tools and accidents make. No imports but types, so that `npm run soak` can load it.
import type { Random } from "../../src/training/learn/random.js";

/** The languages that Cloze reads as documents. */
export const LANGUAGES = [
  "markdown",
  "mdx",
  "quarto",
  "rmd",
  "latex",
  "restructuredtext",
  "html",
  "asciidoc",
  "org",
  "typst",
  "plaintext",
] as const;

/** One change: the UTF-16 code units `[start, end)` become `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const PROSE = [
  "Their going home after the meeting has ended. ",
  "You will recieve a notification as soon as the build has finished. ",
  "This should throws an error when the file is missing. ",
  "It stops in case error happens while the disk is full. ",
  "We was happy that the the tests passed. ",
  "The list are empty, a user can add items to it. ",
  "Everything is well here, and nobody has to do anything. ",
  "She have three cat and a dog, ",
  "a work well done",
  " their",
  " it's own ",
  "an user",
  "x",
  " ",
];

/** Half of them open something that nothing closes. */
const MARKUP = [
  "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\t", "    ", "# ", "## A Title Of It\n", "- ", "1. ", "> ", "*", "**", "_", "`", "``", "```", "```js\n", "~~~\n",
  "$", "$$", "|", "| a | b |\n|---|---|\n", "[", "](", "](#a)", "![", "---\n", "----\n", "====\n", "<", ">", "</", "<di", "</div>", "<p>", "<code>", "</code>", "<!--", "-->",
  "<!-- cloze-disable -->", "<!-- cloze-enable -->", "{", "}", "{{", "}}", "import a from 'b'\n", "export const a = 1\n", "<A b={", "\\", "\\begin{itemize}\n", "\\end{itemize}\n",
  "\\item ", "\\emph{", "\\verb|", "\\[", "% ", ".. note::\n\n   ", "::\n\n  ", ":ref:`", "`a <b>`_", "+--+--+\n|a |b\n", "[source]\n", "|===\n", "<<", "image::a[", "* ", "#+begin_src\n",
  "#+end_src\n", "[[a][", "# ", "#let a = [", "#a(", "= ", "//", "/*", "*/", "&amp;", "&nbsp",
]; // prettier-ignore

/** What takes more than one code unit, joins with its neighbours, is half of something, or is to be read in another direction. */
const CHARACTERS = [
  "😀", "👩‍👩‍👧", "𝒳", "é", "e\u0301", "“", "”quote”", "’", "…", "—", "\u00a0", "\u200b", "\ufeff", "\u2028", "\u202e", "漢字", "שלום", "\ud83d", "\ude00", "\0", "\ufffc",
]; // prettier-ignore

/** A document to begin with: some sentences, with markup between them. */
export function firstText(random: Random): string {
  return Array.from({ length: 4 + random.below(12) }, () => pieceOf(random)).join("");
}

function pieceOf(random: Random): string {
  const kind = random.next();
  if (kind < 0.55) return random.pick(PROSE);
  return random.pick(kind < 0.9 ? MARKUP : CHARACTERS);
}

/** Documents grow no longer than this, in UTF-16 code units, so that a burst stays a burst. */
const LONGEST = 2_000;

/** @returns one edit of the text: a piece inserted, something deleted, replaced, pasted from elsewhere in it, or typed over at a word */
export function editOf(text: string, random: Random): Edit {
  const at = random.below(text.length + 1);
  const kind = text.length > LONGEST ? 0 : random.next();
  if (kind < 0.25) return { start: at, end: Math.min(text.length, at + random.below(text.length > LONGEST ? 400 : 30)), text: "" }; // prettier-ignore
  if (kind < 0.7) return { start: at, end: at, text: pieceOf(random) };
  if (kind < 0.85) return { start: at, end: Math.min(text.length, at + random.below(12)), text: pieceOf(random) };
  const from = random.below(text.length + 1);
  return { start: at, end: at, text: text.slice(from, from + random.below(150)) };
}
