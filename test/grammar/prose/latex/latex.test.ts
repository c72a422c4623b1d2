import { describe, expect, it } from "vitest";
import { commentsOf, expectSentences, type Reading } from "../blocks.js";

describe("LaTeX", () => {
  it.each<Reading>([
    [
      "styles have no width",
      "\\textbf{Their} going {\\em too} the \\emph{big \\textsc{old}} store.",
      ["Their going too the big old store."],
    ],
    ["hard-wrapped lines join", "One line\nand another.\n\n \t\nNew.", ["One line and another.", "New."]],
    ["inline maths is one word", "Let $x_{i} + y$ be \\(z\\) at $5\\$$.", ["Let □ be □ at □."]],
    ["what is written on to maths belongs to it", "The $n$th and $k$-th $x$s.", ["The □ and □ □."]],
    [
      "display maths stays in its sentence",
      "We get\n\\[ a = b, \\]\nwhere $a$ is\n$$c$$\nhere.",
      ["We get □, where □ is □ here."],
    ],
    [
      "display maths may end it",
      "We get\n\\begin{align*}\n a &= b. \\label{eq:a}\n\\end{align*}\nNext it is.",
      ["We get □.", "Next it is."],
    ],
    [
      "a capital after display maths",
      "We get\n\\begin{equation}\nx\n\\end{equation}\nNext it is.",
      ["We get □", "Next it is."],
    ],
    [
      "maths that is not closed ends with its paragraph",
      "It costs $5 now.\n\nBut $x$ is.",
      ["It costs 5 now.", "But □ is."],
    ],
    [
      "references are words",
      "See Figure~\\ref{fig:a} and \\cite[p.~3]{b, c}; use \\LaTeX{} with \\url{https://a.example/%20}.",
      ["See Figure □ and □; use □ with □."],
    ],
    [
      "labels and orders have no width",
      "\\label{sec:a}\\noindent The \\index{cat}cat\\vspace{2pt} sat.\n\\bibliography{all}",
      ["The cat sat."],
    ],
    [
      "headings, their short forms and labels",
      "\\section[Short]{The long \\emph{one}}\\label{a}\nText.\n\\paragraph*{On cats.} They sat.",
      ["heading: The long one", "Text.", "heading: On cats.", "They sat."],
    ],
    [
      "footnotes are texts of their own",
      "The cat\\footnote{It is old.\n\nAnd \\emph{big}.} sat.",
      ["The cat sat.", "It is old.", "And big."],
    ],
    [
      "lists",
      "\\begin{itemize}[nosep]\n\\item one\n  more\n\\item[a)] two\n\n  three\n\\end{itemize}\nAfter.",
      ["item: one more", "item: two", "item: three", "After."],
    ],
    [
      "tables",
      "\\begin{tabular}{l|c}\n\\toprule\na b & $c$ \\\\[2pt] \\hline\n\\multicolumn{2}{c}{d \\& e} \\\\\n\\end{tabular}",
      ["cell: a b", "cell: □", "cell: d & e"],
    ],
    [
      "figures have captions",
      "\\begin{figure}[ht]\n\\centering\n\\includegraphics[width=2cm]{a.png}\n\\caption[Short]{The cat sat.}\n\\end{figure}",
      ["□", "item: The cat sat."],
    ],
    [
      "verbatim",
      "Call \\verb|a}b| or \\lstinline!c!.\n\\begin{verbatim}\ncode {here\n\\end{verbatim}\nDone.",
      ["Call □ or □.", "Done."],
    ],
    ["listings that are open", "One.\n\\begin{lstlisting}\ncode here", ["One."]],
    ["comments", "One % not this\ntwo 50\\% three.\n% nor this\nFour.", ["One two 50% three.", "Four."]],
    [
      "the preamble",
      "% a\n\\documentclass{article}\n\\newcommand{\\cat}[1]{The #1 cat}\n\\title{On \\emph{cats}}\n% \\begin{document}\n\\begin{document}\n\\maketitle\nText.\n\\end{document}\nNot this.",
      ["heading: On cats", "Text."],
    ],
    ["definitions", "\\newcommand\\foo[1]{not this}\n\\def\\bar#1{nor this}\nBut this.", ["But this."]],
    ["spaces", "A~b\\ c\\,d\\\\e \\quad f\\hspace{2pt}g", ["A b c d e f g"]],
    ["quotes", "It is ``good'' and `fine' and it's the cats' own.", ["It is good and fine and it's the cats' own."]],
    ["an order alone on its line", "\\printglossary\nThe cat sat\n\\cite{a}\nthere.", ["The cat sat □ there."]],
    [
      "text of a link and in colour",
      "\\href{https://a.example}{the docs} in \\textcolor{red}{red ink}.",
      ["the docs in red ink."],
    ],
    ["frames", "\\begin{frame}{The title}\nText.\n\\end{frame}", ["heading: The title", "Text."]],
    [
      "theorems",
      "\\begin{theorem}[Cats]\\label{a}\nThey sat.\n\\end{theorem}\n\\begin{proof}\nThey do.\n\\end{proof}",
      ["They sat.", "They do."],
    ],
    ["brackets are the writer's", "It is [sic] here, \\emph{so} [that] is.", ["It is [sic] here, so [that] is."]],
    [
      "braces that are not closed",
      "One \\emph{two.\n\nThree \\foo{four.\n\n\\section{Five\n\nSix} seven.",
      ["One two.", "Three □four.", "heading: Five", "Six", "seven."],
    ],
    ["a verbatim brace in an argument", "\\emph{One \\verb|}| two} three.", ["One □ two three."]],
    ["what is switched off", "One.\n\\iffalse not this \\fi\nTwo.", ["One.", "Two."]],
    ["empty", "", []],
  ])("%s", (_, text, expected) => {
    expectSentences("latex", text, expected);
  });

  it("keeps a word with an accent from being changed", () => {
    expectSentences("latex", "The caf\\'e and na\\\"{\\i}ve.", ["The cafe and na□ve."]);
  });

  it("finds comments", () => {
    expect(commentsOf("latex", "% cloze-disable\n\\begin{document}\nA 5\\% b. % c\n\\end{document}")).toEqual([
      "% cloze-disable",
      "% c",
    ]);
  });
});
